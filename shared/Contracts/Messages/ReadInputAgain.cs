namespace Omnichannel.Contracts.Messages;

/// <summary>Order to the channel that parked it: try to read this input again.</summary>
public sealed record ReadInputAgain(Guid InputId, string Channel, string Provider, string Endpoint, string? ContentType, byte[] Body, DateTimeOffset HeardAt);

/// <summary>It could be read; what was in it has been accepted.</summary>
public sealed record InputReadAgain(Guid InputId, int Messages, DateTimeOffset At);
