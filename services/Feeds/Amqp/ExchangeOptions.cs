namespace Omnichannel.Feeds;

/// <summary>Where the log is published for those who listen on RabbitMQ.</summary>
/// <param name="Broker"><c>ConnectionStrings:RabbitMq</c>.</param>
internal sealed record ExchangeOptions(Uri Broker);
