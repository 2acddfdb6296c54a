using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Omnichannel.EventSourcing;

namespace Omnichannel.Feeds;

/// <summary>CloudEvents, one a line; what <c>omnichannel import</c> reads.</summary>
internal sealed class NdjsonFormat(bool showPersonal) : IReplayFormat
{
    public void WriteHead(IBufferWriter<byte> output)
    {
    }

    public void Write(IBufferWriter<byte> output, RecordedEvent recorded)
    {
        CloudEvents.Write(output, recorded, showPersonal);
        output.Write("\n"u8);
    }

    public long? PositionOf(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!JsonDocument.TryParseValue(ref reader, out var parsed))
                return null;
            using (parsed)
            {
                return parsed.RootElement.ValueKind == JsonValueKind.Object && parsed.RootElement.TryGetProperty("position", out var position)
                    && long.TryParse(position.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
