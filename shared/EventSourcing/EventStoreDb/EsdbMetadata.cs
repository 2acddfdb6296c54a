using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Omnichannel.EventSourcing.EventStoreDb;

/// <summary>
/// An event's context as the JSON that EventStoreDB keeps beside it, with its own names for correlation and causation, so that its
/// <c>$by_correlation_id</c> projection and any client understand them.
/// </summary>
internal static class EsdbMetadata
{
    // Six digits: what a context's time means (EventContext), also on the other stores.
    private const string Time = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static ReadOnlyMemory<byte> Write(EventContext context)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("at"u8, context.At.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture));
        WriteText(json, "$correlationId"u8, context.CorrelationId);
        WriteText(json, "$causationId"u8, context.CausationId);
        WriteText(json, "actor"u8, context.Actor);
        WriteText(json, "traceparent"u8, context.TraceParent);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <param name="created">The server's clock at the write: what counts for events that others wrote without a time of their own.</param>
    public static EventContext Read(ReadOnlySpan<byte> metadata, DateTimeOffset created)
    {
        var context = new EventContext(created, null, null, null, null);
        try
        {
            var json = new Utf8JsonReader(metadata);
            if (metadata.IsEmpty || !json.Read() || json.TokenType != JsonTokenType.StartObject)
                return context;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
                context = ReadProperty(ref json, context);
            return context;
        }
        catch (JsonException)
        {
            // Somebody else's, and not JSON.
            return new EventContext(created, null, null, null, null);
        }
    }

    private static EventContext ReadProperty(ref Utf8JsonReader json, EventContext context)
    {
        var name = json.ValueTextEquals("at"u8) ? 1
            : json.ValueTextEquals("$correlationId"u8) ? 2
            : json.ValueTextEquals("$causationId"u8) ? 3
            : json.ValueTextEquals("actor"u8) ? 4
            : json.ValueTextEquals("traceparent"u8) ? 5 : 0;
        json.Read();
        if (name == 0 || json.TokenType != JsonTokenType.String)
        {
            json.Skip();
            return context;
        }

        return name switch
        {
            1 => json.TryGetDateTimeOffset(out var at) ? context with { At = at } : context,
            2 => context with { CorrelationId = json.GetString() },
            3 => context with { CausationId = json.GetString() },
            4 => context with { Actor = json.GetString() },
            _ => context with { TraceParent = json.GetString() },
        };
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
