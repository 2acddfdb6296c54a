using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Omnichannel.Channels.Email;

/// <summary>Total reading of providers' JSON: what is missing or of another kind is null, half characters and bytes that are no UTF-8 are U+FFFD.</summary>
internal static class ProviderJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <summary>Null when it is no JSON object.</summary>
    public static JsonElement? Object(byte[] json) => Parse(json) is { ValueKind: JsonValueKind.Object } element ? element : null;

    /// <summary>Null when it is no JSON.</summary>
    public static JsonElement? Any(string? json) => json is null ? null : Parse(Encoding.UTF8.GetBytes(json));

    public static JsonElement? Get(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    public static string? String(this JsonElement element, string name) => Get(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        Get(element, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>The strings of a list; others are left out.</summary>
    public static IReadOnlyList<string> Strings(this JsonElement element, string name) =>
        [.. element.Items(name).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)];

    private static JsonElement? Parse(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(WithoutHalfCharacters(AsUtf8(json)), Options);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Wrong bytes within a string would throw only when it is read.</summary>
    private static byte[] AsUtf8(byte[] json) => Utf8.IsValid(json) ? json : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json));

    /// <summary>Half of a surrogate pair, escaped, is JSON and no text: reading it would throw, wherever it stands.</summary>
    private static byte[] WithoutHalfCharacters(byte[] json)
    {
        byte[]? mended = null;
        for (var i = json.AsSpan().IndexOf((byte)'\\'); i >= 0 && i < json.Length; i++)
        {
            if (json[i] != '\\')
                continue;
            if (Escaped(json, i) is not { } first)
            {
                i++;
                continue;
            }

            if (char.IsHighSurrogate(first) && Escaped(json, i + 6) is { } second && char.IsLowSurrogate(second))
            {
                i += 11;
                continue;
            }

            if (char.IsSurrogate(first))
                "fffd"u8.CopyTo((mended ??= [.. json]).AsSpan(i + 2));
            i += 5;
        }

        return mended ?? json;
    }

    private static char? Escaped(byte[] json, int at) =>
        at + 5 < json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && ushort.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
