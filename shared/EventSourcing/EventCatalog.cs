using System.Text.Json;
using Omnichannel.Contracts;

namespace Omnichannel.EventSourcing;

/// <summary>Ties stored event types to the records in Contracts, and JSON to both.</summary>
public static class EventCatalog
{
    private static readonly EventTypes Types = new(typeof(EventTypeAttribute).Assembly.GetTypes());

    /// <summary>Every stored event type with the record of what is stored, superseded ones too.</summary>
    public static IEnumerable<KeyValuePair<string, Type>> All => Types.ByName;

    /// <summary>The stored type of an event. One without, or one that is superseded, cannot be stored: <see cref="ArgumentException"/>.</summary>
    public static string NameOf(object @event) => Types.NameOf(@event);

    public static byte[] Serialize(object @event) => JsonSerializer.SerializeToUtf8Bytes(@event, @event.GetType(), ContractJson.Options);

    /// <summary>
    /// The event as its record, a superseded one (<see cref="ISuperseded"/>) as that of today; null when this program does not know the
    /// type. Content it cannot read: <see cref="JsonException"/>.
    /// </summary>
    public static object? Deserialize(RecordedEvent recorded) => Types.Deserialize(recorded.Type, recorded.Content.Span);

    /// <summary>The same, and null also for content that cannot be read: what followers pass over.</summary>
    public static object? DeserializeOrNull(RecordedEvent recorded)
    {
        try
        {
            return Deserialize(recorded);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
