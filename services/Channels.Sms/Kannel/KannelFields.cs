using System.Net.Http.Headers;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;

namespace Omnichannel.Channels.Sms;

/// <summary>
/// What one of Kannel's calls says, however the service group is written: <c>get-url</c> with everything in the query, <c>post-url</c> with
/// the text as the body and the rest in <c>X-Kannel-…</c> headers, <c>post-xml</c>, or what we kept of an earlier call. Values are bytes,
/// for Kannel escapes a text in its own charset.
/// </summary>
internal sealed class KannelFields
{
    private const string SecretName = "secret";

    private static readonly (string Header, string Name)[] Headers =
    [
        ("X-Kannel-From", "from"), ("X-Kannel-To", "to"), ("X-Kannel-Time", "time"), ("X-Kannel-SMSC", "smsc"), ("X-Kannel-Coding", "coding"),
    ];

    /// <summary>By <c>get-url</c> all is in the query; by <c>post-url</c> the text alone is the body, and binary what is no text.</summary>
    public static IReadOnlyList<string> BodyTypes { get; } =
        [MediaTypeNames.Text.Plain, StoredInput.Form, MediaTypeNames.Text.Xml, MediaTypeNames.Application.Octet];

    private readonly Dictionary<string, byte[]> _fields = new(StringComparer.OrdinalIgnoreCase);

    private KannelFields()
    {
    }

    /// <summary>Null when there are more fields than anybody sends.</summary>
    public static KannelFields? Of(WebhookRequest request)
    {
        if (FormBody.ReadQuery(request.RawTarget) is not { } query)
            return null;
        var fields = new KannelFields();
        fields.AddAll(query);
        foreach (var (header, name) in Headers)
            fields.Add(name, Encoding.UTF8.GetBytes(request.Header(header)));
        fields.Add("udh", BytesOfHex(request.Header("X-Kannel-UDH")) ?? []);
        if (request.Body.Length == 0)
            return fields;
        if (IsType(request.ContentType, StoredInput.Form))
        {
            if (FormBody.Read(request.Body) is not { } form)
                return null;
            fields.AddAll(form);
        }
        else if (IsType(request.ContentType, "text/xml") || IsType(request.ContentType, "application/xml"))
            KannelXml.AddTo(fields, request.Body);
        else
        {
            fields.Add("text", request.Body);
            fields.Add("charset", Encoding.UTF8.GetBytes(CharsetOf(request.ContentType)));
            if (IsType(request.ContentType, "application/octet-stream"))
                fields.Add("coding", "1"u8.ToArray());
        }

        return fields;
    }

    /// <summary>True when the call carries the secret; takes as long whether it does or not.</summary>
    public static Authenticity Check(WebhookRequest request, string secret)
    {
        if (FormBody.ReadQuery(request.RawTarget)?.BytesOf(SecretName) is not { Length: > 0 } given)
            return Authenticity.Missing;
        var fits = CryptographicOperations.FixedTimeEquals(SHA256.HashData(given), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
        return fits ? Authenticity.Authentic : Authenticity.Wrong;
    }

    /// <summary>Everything but the secret, as a form that <see cref="Of"/> reads again.</summary>
    public static StoredInput Keep(WebhookRequest request)
    {
        var form = (Of(request)?._fields ?? []).Where(field => !field.Key.Equals(SecretName, StringComparison.OrdinalIgnoreCase))
            .Select(field => $"{Escape(Encoding.UTF8.GetBytes(field.Key))}={Escape(field.Value)}");
        return new StoredInput(StoredInput.Form, Encoding.ASCII.GetBytes(string.Join('&', form)));
    }

    /// <summary>The first of these names that has a value; null when none has.</summary>
    public byte[]? Bytes(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_fields.TryGetValue(name, out var value))
                return value;
        }

        return null;
    }

    /// <summary>The same as text; empty when there is none.</summary>
    public string Text(params ReadOnlySpan<string> names) => Bytes(names) is { } bytes ? Encoding.UTF8.GetString(bytes).Trim() : "";

    /// <summary>The first value counts, and an empty one counts as none.</summary>
    public void Add(string name, byte[] value)
    {
        if (value.Length > 0)
            _fields.TryAdd(name, value);
    }

    /// <summary>Null for what is no hex.</summary>
    public static byte[]? BytesOfHex(string hex)
    {
        var digits = hex.Trim();
        if (digits.Length % 2 != 0 || !digits.All(char.IsAsciiHexDigit))
            return null;
        return Convert.FromHexString(digits);
    }

    private void AddAll(FormBody form)
    {
        foreach (var name in form.Fields.Select(field => field.Key).Distinct())
            Add(name, form.BytesOf(name)!);
    }

    private static bool IsType(string? contentType, string type) => contentType?.StartsWith(type, StringComparison.OrdinalIgnoreCase) == true;

    private static string CharsetOf(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) ? type.CharSet?.Trim('"') ?? "" : "";

    private static string Escape(byte[] bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var b in bytes)
        {
            if (char.IsAsciiLetterOrDigit((char)b))
                text.Append((char)b);
            else
                text.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
