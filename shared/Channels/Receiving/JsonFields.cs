using System.Globalization;
using System.Text.Json;

namespace Omnichannel.Channels;

/// <summary>Looks into JSON whose shape nobody warrants: what is absent or of another kind is nothing, never an exception.</summary>
public static class JsonFields
{
    /// <summary>A member; undefined when there is none.</summary>
    public static JsonElement At(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    /// <summary>A member's text, or its number as text (providers write ids as both); null when empty or anything else.</summary>
    public static string? Text(this JsonElement element, string name)
    {
        var member = element.At(name);
        var text = member.ValueKind switch
        {
            JsonValueKind.String => member.GetString(),
            JsonValueKind.Number => member.GetRawText(),
            _ => null,
        };
        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>The entries of a list; none for anything else.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.At(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>A whole number, also one that is written as text.</summary>
    public static long? Number(this JsonElement element, string name) =>
        long.TryParse(element.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A number with a fraction, also one that is written as text.</summary>
    public static double? Fraction(this JsonElement element, string name) =>
        double.TryParse(element.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>True when the member says so.</summary>
    public static bool Says(this JsonElement element, string name) => element.At(name).ValueKind == JsonValueKind.True;

    public static bool IsObject(this JsonElement element) => element.ValueKind == JsonValueKind.Object;

    /// <summary>A moment as seconds since 1970; null when it is none, or beyond the year 9999.</summary>
    public static DateTimeOffset? UnixSeconds(this JsonElement element, string name) =>
        element.Number(name) is > 0 and <= 253_402_300_799 and var seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>A moment as milliseconds since 1970; null when it is none, or beyond the year 9999.</summary>
    public static DateTimeOffset? UnixMilliseconds(this JsonElement element, string name) =>
        element.Number(name) is > 0 and <= 253_402_300_799_999 and var milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
}
