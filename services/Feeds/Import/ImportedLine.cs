using System.Globalization;
using System.Text;
using System.Text.Json;
using Omnichannel.EventSourcing;

namespace Omnichannel.Feeds;

/// <summary>One line of an import: a CloudEvent as <c>omnichannel replay</c> writes it.</summary>
internal static class ImportedLine
{
    /// <summary>Larger than any event this program writes; a line beyond it is no event.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    /// <exception cref="FormatException">Says what is wrong with the line, for the person who made the file.</exception>
    public static ImportedEvent Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var parsed = JsonDocument.Parse(line);
            var root = parsed.RootElement;
            if (root.ValueKind != JsonValueKind.Object || TextOf(root, "specversion") != "1.0")
                throw new FormatException("it is no CloudEvent of version 1.0");
            if (!Guid.TryParse(TextOf(root, "id"), out var id))
                throw new FormatException("its id is no UUID");
            if (!StreamName.TryParse(TextOf(root, "subject") ?? "", out var stream))
                throw new FormatException("its subject is no stream, such as conversation-…");
            if (!long.TryParse(TextOf(root, "streamversion"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version < 1)
                throw new FormatException("its streamversion is no number from 1");
            if (TextOf(root, "type") is not { Length: > 0 and <= 500 } type)
                throw new FormatException("it has no type");
            if (!root.TryGetProperty("time", out var time) || !time.TryGetDateTimeOffset(out var at))
                throw new FormatException("its time is no RFC 3339 time");
            if (!root.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object)
                throw new FormatException("its data is no JSON object");
            var context = new EventContext(at, TextOf(root, "correlationid"), TextOf(root, "causationid"), TextOf(root, "actor"), TextOf(root, "traceparent"));
            return new ImportedEvent(stream.Value, version, new NewEvent(id, type, Encoding.UTF8.GetBytes(data.GetRawText()), context));
        }
        catch (JsonException exception)
        {
            throw new FormatException($"it is no JSON (at byte {exception.BytePositionInLine})", exception);
        }
    }

    private static string? TextOf(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
