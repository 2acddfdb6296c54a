using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Omnichannel.EventSourcing;

namespace Omnichannel.Feeds;

/// <summary>A recorded event as a CloudEvent 1.0 in structured JSON (CloudEvents specification, JSON event format).</summary>
internal static class CloudEvents
{
    public const string ContentType = "application/cloudevents+json";
    public const string BatchContentType = "application/cloudevents-batch+json";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <param name="showPersonal">False: personal fields are left out, and the content of types this program does not know altogether.</param>
    public static void Write(IBufferWriter<byte> output, RecordedEvent recorded, bool showPersonal)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteString("specversion"u8, "1.0"u8);
        json.WriteString("id"u8, recorded.Id);
        json.WriteString("source"u8, $"/omnichannel/{recorded.Category}");
        json.WriteString("type"u8, recorded.Type);
        json.WriteString("subject"u8, recorded.Stream);
        json.WriteString("time"u8, recorded.Context.At.UtcDateTime);
        json.WriteString("datacontenttype"u8, "application/json"u8);
        json.WriteString("position"u8, recorded.Position.ToString(CultureInfo.InvariantCulture));
        json.WriteString("streamversion"u8, recorded.Version.ToString(CultureInfo.InvariantCulture));
        if (recorded.Context.CorrelationId is { } correlation)
            json.WriteString("correlationid"u8, correlation);
        if (recorded.Context.CausationId is { } causation)
            json.WriteString("causationid"u8, causation);
        if (recorded.Context.Actor is { } actor)
            json.WriteString("actor"u8, actor);
        if (recorded.Context.TraceParent is { } trace)
            json.WriteString("traceparent"u8, trace);
        json.WritePropertyName("data"u8);
        if (showPersonal)
            json.WriteRawValue(recorded.Content.Span, skipInputValidation: true);
        else
            PersonalFields.WriteWithout(json, recorded);
        json.WriteEndObject();
    }
}
