using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using Omnichannel.Contracts;

namespace Omnichannel.EventSourcing;

/// <summary>Ties stored event types to the records in Contracts, and JSON to both.</summary>
public static class EventCatalog
{
    private static readonly FrozenDictionary<Type, string> Names = typeof(EventTypeAttribute).Assembly.GetTypes()
        .Select(type => (type, name: type.GetCustomAttribute<EventTypeAttribute>()?.Name))
        .Where(pair => pair.name is not null)
        .ToFrozenDictionary(pair => pair.type, pair => pair.name!);

    private static readonly FrozenDictionary<string, Type> Types = Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>Every stored event type with its record.</summary>
    public static IEnumerable<KeyValuePair<string, Type>> All => Types;

    /// <summary>The stored type of an event. An event without one cannot be stored: <see cref="ArgumentException"/>.</summary>
    public static string NameOf(object @event) => Names.TryGetValue(@event.GetType(), out var name)
        ? name
        : throw new ArgumentException($"{@event.GetType()} has no [EventType].", nameof(@event));

    public static byte[] Serialize(object @event) => JsonSerializer.SerializeToUtf8Bytes(@event, @event.GetType(), ContractJson.Options);

    /// <summary>The event as its record; null when this program does not know the type. Content it cannot read: <see cref="JsonException"/>.</summary>
    public static object? Deserialize(RecordedEvent recorded) => Types.TryGetValue(recorded.Type, out var type)
        ? JsonSerializer.Deserialize(recorded.Content.Span, type, ContractJson.Options)
        : null;
}
