using System.Security.Cryptography;
using System.Text;

namespace Omnichannel.Channels.Twilio;

/// <summary>
/// Twilio's request signature: base64 of HMAC-SHA1, keyed with the auth token, over the full URL followed by name and value of every form
/// field in ordinal order (Twilio's documentation of webhook security). A JSON body is covered by the query's <c>bodySHA256</c> instead.
/// </summary>
public static class TwilioSignature
{
    public const string Header = "X-Twilio-Signature";

    /// <summary>The signature of a request, as Twilio makes it.</summary>
    public static string Of(string authToken, string url, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var signed = new StringBuilder(url);
        // A name that comes twice counts once per distinct value, values in order.
        foreach (var (name, value) in fields.Distinct().OrderBy(field => field.Key, StringComparer.Ordinal).ThenBy(field => field.Value, StringComparer.Ordinal))
            signed.Append(name).Append(value);
#pragma warning disable CA5350 // HMAC-SHA1 is what Twilio signs with.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(signed.ToString())));
#pragma warning restore CA5350
    }

    /// <summary>True when the signature fits the URL in one of the spellings that Twilio's own back ends are known to sign.</summary>
    public static bool Fits(string signature, string authToken, string url, IReadOnlyList<KeyValuePair<string, string>> fields, byte[] body)
    {
        if (BodyHashOf(url) is { } expected
            && !CryptographicOperations.FixedTimeEquals(SHA256.HashData(body), expected))
            return false;
        var given = Encoding.UTF8.GetBytes(signature);
        var fits = false;
        // Every spelling is tried, also after one has matched: the time taken reveals nothing.
        foreach (var spelling in Spellings(url))
            fits |= CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(Of(authToken, spelling, fields)));
        return fits;
    }

    private static IEnumerable<string> Spellings(string url)
    {
        yield return url;
        foreach (var spelling in WithAndWithoutPort(url))
            yield return spelling;
        // Some back ends escape the apostrophe in the query before they sign.
        var query = url.IndexOf('?', StringComparison.Ordinal);
        if (query >= 0 && url.IndexOf('\'', query) >= 0)
            yield return url[..query] + url[query..].Replace("'", "%27", StringComparison.Ordinal);
    }

    private static IEnumerable<string> WithAndWithoutPort(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            yield break;
        var host = scheme + 3;
        var path = url.IndexOfAny(['/', '?'], host);
        if (path < 0)
            path = url.Length;
        var authority = url[host..path];
        var colon = authority.LastIndexOf(':');
        // An IPv6 address has colons of its own, inside its brackets; so has a user with a password.
        var hasPort = colon > authority.LastIndexOf('@') && authority.IndexOf(']', Math.Max(colon, 0)) < 0;
        if (hasPort)
            yield return url[..host] + authority[..colon] + url[path..];
        else
            yield return url[..path] + (url.StartsWith("https", StringComparison.OrdinalIgnoreCase) ? ":443" : ":80") + url[path..];
    }

    private static byte[]? BodyHashOf(string url)
    {
        const string name = "bodySHA256=";
        var at = url.IndexOf(name, StringComparison.Ordinal);
        if (at < 1 || url[at - 1] is not ('?' or '&'))
            return null;
        var value = url[(at + name.Length)..];
        var end = value.IndexOf('&', StringComparison.Ordinal);
        try
        {
            return Convert.FromHexString(end < 0 ? value : value[..end]);
        }
        catch (FormatException)
        {
            // Not a hash: nothing can fit it.
            return [];
        }
    }
}
