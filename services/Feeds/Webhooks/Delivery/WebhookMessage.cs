using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;

namespace Omnichannel.Feeds;

/// <summary>One event as a signed request after Standard Webhooks 1.0; <c>data</c> is the CloudEvent.</summary>
internal static class WebhookMessage
{
    public const string SecretPrefix = "whsec_";
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The same for every attempt at one event, so that the receiver knows a repeat.</summary>
    public static string IdOf(Guid webhookId, Guid eventId) => $"msg_{DerivedId.From("webhook", webhookId.ToString(), eventId.ToString()):N}";

    public static string Written(byte[] secret) => SecretPrefix + Convert.ToBase64String(secret);

    /// <summary><c>{"type","timestamp","data"}</c>: the event's own time, the attempt's is in a header.</summary>
    public static byte[] Body(RecordedEvent recorded, bool showPersonal)
    {
        var inner = new ArrayBufferWriter<byte>(recorded.Content.Length + 512);
        CloudEvents.Write(inner, recorded, showPersonal);
        var output = new ArrayBufferWriter<byte>(inner.WrittenCount + 128);
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, recorded.Type);
            json.WriteString("timestamp"u8, recorded.Context.At.UtcDateTime);
            json.WritePropertyName("data"u8);
            json.WriteRawValue(inner.WrittenSpan, skipInputValidation: true);
            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>One signature for each secret, with blanks between.</summary>
    public static string Sign(string id, DateTimeOffset at, byte[] body, IEnumerable<byte[]> secrets)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}.")), .. body];
        return string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, signed))}"));
    }

    public static HttpRequestMessage Request(string url, string id, DateTimeOffset at, byte[] body, IEnumerable<byte[]> secrets)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Omnichannel", "1.0"));
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", Sign(id, at, body, secrets));
        return request;
    }
}
