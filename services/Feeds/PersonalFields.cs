using System.Buffers;
using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;

namespace Omnichannel.Feeds;

/// <summary>The personal fields of each event type, and content without them.</summary>
internal static class PersonalFields
{
    private static readonly FrozenDictionary<string, FrozenSet<string>> ByType = EventCatalog.All.ToFrozenDictionary(
        pair => pair.Key,
        pair => pair.Value.GetProperties()
            .Where(property => property.GetCustomAttribute<PersonalAttribute>() is not null)
            .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
            .ToFrozenSet());

    /// <summary>The same as UTF-8.</summary>
    public static ReadOnlyMemory<byte> Without(RecordedEvent recorded)
    {
        var output = new ArrayBufferWriter<byte>(recorded.Content.Length);
        using (var json = new Utf8JsonWriter(output))
            WriteWithout(json, recorded);
        return output.WrittenMemory;
    }

    /// <summary>An event of a type that this program does not know may hold anything: it is shown empty.</summary>
    public static void WriteWithout(Utf8JsonWriter json, RecordedEvent recorded)
    {
        json.WriteStartObject();
        if (ByType.TryGetValue(recorded.Type, out var personal))
        {
            using var content = JsonDocument.Parse(recorded.Content);
            foreach (var field in content.RootElement.EnumerateObject())
            {
                if (!personal.Contains(field.Name))
                    field.WriteTo(json);
            }
        }

        json.WriteEndObject();
    }
}
