using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using Omnichannel.Contracts;

namespace Omnichannel.EventSourcing;

/// <summary>The event types among some records, by <see cref="EventTypeAttribute"/>.</summary>
internal sealed class EventTypes
{
    private readonly FrozenDictionary<Type, string> _names;

    /// <param name="types">Any; those without a stored name are left out.</param>
    /// <exception cref="ArgumentException">Two have the same name.</exception>
    public EventTypes(IEnumerable<Type> types)
    {
        _names = types.Select(type => (type, name: type.GetCustomAttribute<EventTypeAttribute>()?.Name))
            .Where(pair => pair.name is not null)
            .ToFrozenDictionary(pair => pair.type, pair => pair.name!);
        ByName = _names.ToDictionary(pair => pair.Value, pair => pair.Key).ToFrozenDictionary();
    }

    public FrozenDictionary<string, Type> ByName { get; }

    /// <exception cref="ArgumentException">It has no stored name, or is superseded.</exception>
    public string NameOf(object @event) => (_names.TryGetValue(@event.GetType(), out var name), @event) switch
    {
        (false, _) => throw new ArgumentException($"{@event.GetType()} has no [EventType].", nameof(@event)),
        (_, ISuperseded) => throw new ArgumentException($"{name} is superseded: it is read and no longer written.", nameof(@event)),
        _ => name!,
    };

    /// <summary>As the record of today; null for a name that is not among these.</summary>
    /// <exception cref="JsonException">The content is not one of the type.</exception>
    public object? Deserialize(string name, ReadOnlySpan<byte> content)
    {
        if (!ByName.TryGetValue(name, out var type))
            return null;
        var read = JsonSerializer.Deserialize(content, type, ContractJson.Options);
        while (read is ISuperseded superseded)
            read = superseded.Upcast();
        return read;
    }
}
