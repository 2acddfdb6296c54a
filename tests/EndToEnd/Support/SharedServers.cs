using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>Tests on the one PostgreSQL and the one RabbitMQ, some of which tear them down: one after another, and begun first, for together they take longest.</summary>
[CollectionDefinition(Name)]
public sealed class SharedServers
{
    public const string Name = "Shared servers";
}
