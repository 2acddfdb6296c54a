using System.Net.Mime;
using System.Text.Json;

namespace Omnichannel.Channels.Sms;

/// <summary>The fields of one of Vonage's calls: the account chooses between a query (GET), a form and JSON (POST).</summary>
internal sealed class VonageRequest
{
    private const int MaxFields = 200;

    public static IReadOnlyList<string> BodyTypes { get; } = [MediaTypeNames.Application.Json, StoredInput.Form];

    private VonageRequest(IReadOnlyList<KeyValuePair<string, string>> called, IReadOnlyList<KeyValuePair<string, string>> query) =>
        (Called, Query) = (called, query);

    /// <summary>What Vonage says; with GET what is in the query, else what is in the body.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Called { get; }

    /// <summary>What the address says, our own ids among it.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; }

    /// <summary>Vonage's own fields first, then those of the address; null when there is none of that name.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var (key, value) in Called.Concat(Query))
            {
                if (key == name)
                    return value;
            }

            return null;
        }
    }

    /// <summary>Null when it cannot be read.</summary>
    public static VonageRequest? Of(WebhookRequest request)
    {
        if (FormBody.ReadQuery(request.RawTarget) is not { } query)
            return null;
        if (request.Body.Length == 0)
            return new VonageRequest(query.Fields, []);
        var called = IsJson(request) ? FieldsOf(request.Body) : FormBody.Read(request.Body)?.Fields;
        return called is null || called.Count > MaxFields ? null : new VonageRequest(called, query.Fields);
    }

    /// <summary>Whether it is of this account, and signed with its secret.</summary>
    public static Authenticity Check(WebhookRequest request, VonageOptions options)
    {
        if (Of(request) is not { } call || call[VonageSignature.Field] is not { Length: > 0 } signature)
            return Authenticity.Missing;
        // Whether the address' own fields are signed along depends on the HTTP method.
        var fits = VonageSignature.Fits(signature, options.SignatureMethod, options.SignatureSecret, call.Called)
            | VonageSignature.Fits(signature, options.SignatureMethod, options.SignatureSecret, [.. call.Called, .. call.Query]);
        return fits && (call["api-key"] ?? options.ApiKey) == options.ApiKey ? Authenticity.Authentic : Authenticity.Wrong;
    }

    /// <summary>A number as Vonage writes it, without a plus; short codes and names stay as they are.</summary>
    public static string NumberOf(string number) => number.Length >= 8 && number.All(char.IsAsciiDigit) ? $"+{number}" : number;

    private static bool IsJson(WebhookRequest request) =>
        request.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true || request.Body[0] == (byte)'{';

    /// <summary>What is within a field counts for nothing: nothing of ours is nested.</summary>
    private static List<KeyValuePair<string, string>>? FieldsOf(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 16 });
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            var fields = new List<KeyValuePair<string, string>>();
            foreach (var field in json.RootElement.EnumerateObject())
            {
                if (field.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null)
                    continue;
                fields.Add(new(field.Name, field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString()! : field.Value.GetRawText()));
            }

            return fields;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No JSON, or half a surrogate pair in a string, which has no meaning in UTF-16.
            return null;
        }
    }
}
