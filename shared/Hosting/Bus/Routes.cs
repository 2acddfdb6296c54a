using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Hosting;

/// <summary>
/// How messages find their queues. Most go to every queue bound to their type; those here go to one queue by key. Frozen like the
/// contracts: other processes rely on it.
/// </summary>
public static class Routes
{
    /// <summary>
    /// Messages of one contact point go through one of this many queues, each consumed one at a time by one process: so they keep their
    /// order however many processes share the work. Changing it needs empty queues.
    /// </summary>
    public const int Partitions = 8;

    /// <summary>The routing key of a message; null for types that go to everybody.</summary>
    public static string? KeyOf(object message) => message switch
    {
        MessageHeard heard => PartitionOf(heard.From),
        SendMessage send => send.Channel,
        ReadInputAgain again => again.Channel,
        FetchAttachments fetch => fetch.Channel,
        _ => null,
    };

    /// <summary>True for the types that <see cref="KeyOf"/> gives a key.</summary>
    public static bool IsKeyed(Type type) => type == typeof(MessageHeard) || type == typeof(SendMessage) || type == typeof(ReadInputAgain)
        || type == typeof(FetchAttachments);

    private static string PartitionOf(ContactPoint from)
    {
        var hash = DerivedId.From("partition", from.Kind, from.Address).ToByteArray();
        return (hash[0] % Partitions).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
