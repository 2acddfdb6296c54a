using System.Collections.Frozen;
using System.Globalization;
using MassTransit;
using MassTransit.Transports.Fabric;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Hosting;

/// <summary>
/// How messages find their queues. Most go to every queue bound to their type; those declared here go to one queue, by key. Frozen like the
/// contracts: other processes rely on it.
/// </summary>
public static class Routes
{
    /// <summary>
    /// Messages of one contact point go through one of this many queues, each consumed one at a time by one process: so they keep their
    /// order however many processes share the work. Changing it needs empty queues.
    /// </summary>
    public const int Partitions = 8;

    private static readonly FrozenDictionary<Type, Keyed> ByType = new Keyed[]
    {
        Of<MessageHeard>(message => PartitionOf(message.From)),
        Of<SendMessage>(message => message.Channel),
        Of<ReadInputAgain>(message => message.Channel),
        Of<FetchAttachments>(message => message.Channel),
    }.ToFrozenDictionary(keyed => keyed.Type);

    /// <summary>The routing key of a message; null for types that go to everybody.</summary>
    public static string? KeyOf(object message) => ByType.GetValueOrDefault(message.GetType())?.Key(message);

    internal static void ConfigureKeyed(IInMemoryBusFactoryConfigurator bus)
    {
        foreach (var keyed in ByType.Values)
            keyed.InMemory(bus);
    }

    internal static void ConfigureKeyed(IRabbitMqBusFactoryConfigurator bus)
    {
        foreach (var keyed in ByType.Values)
            keyed.RabbitMq(bus);
    }

    private static Keyed Of<T>(Func<T, string> key)
        where T : class => new(
            typeof(T), message => key((T)message), bus => bus.Publish<T>(topology => topology.ExchangeType = ExchangeType.Direct),
            bus => bus.Publish<T>(topology => topology.ExchangeType = "direct"));

    private static string PartitionOf(ContactPoint from)
    {
        var hash = DerivedId.From("partition", from.Kind, from.Address).ToByteArray();
        return (hash[0] % Partitions).ToString(CultureInfo.InvariantCulture);
    }

    private sealed record Keyed(
        Type Type, Func<object, string> Key, Action<IInMemoryBusFactoryConfigurator> InMemory, Action<IRabbitMqBusFactoryConfigurator> RabbitMq);
}
