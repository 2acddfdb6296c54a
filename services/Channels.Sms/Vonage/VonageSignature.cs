using System.Security.Cryptography;
using System.Text;

namespace Omnichannel.Channels.Sms;

/// <summary>
/// Vonage's signature of the fields of a message (its documentation of message signing): <c>&amp;name=value</c> of every field but the
/// signature, in ordinal order of the names, with an underscore for each ampersand and equals sign within a value; then MD5 of that and the
/// secret, or an HMAC keyed with the secret. Letters' case does not count.
/// </summary>
internal static class VonageSignature
{
    public const string Field = "sig";

    public static IReadOnlyList<string> Methods { get; } = ["md5hash", "md5", "sha1", "sha256", "sha512"];

    /// <summary>Lower-case hex.</summary>
    public static string Of(string method, string secret, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var signed = new StringBuilder();
        foreach (var (name, value) in fields.Where(field => field.Key != Field).OrderBy(field => field.Key, StringComparer.Ordinal))
            signed.Append('&').Append(name).Append('=').Append(value.Replace('&', '_').Replace('=', '_'));
        var (key, text) = (Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed.ToString()));
#pragma warning disable CA5350, CA5351 // What Vonage signs with; the account's setting chooses, and ours can insist on a better one.
        return Convert.ToHexStringLower(method switch
        {
            "md5hash" => MD5.HashData([.. text, .. key]),
            "md5" => HMACMD5.HashData(key, text),
            "sha1" => HMACSHA1.HashData(key, text),
            "sha256" => HMACSHA256.HashData(key, text),
            "sha512" => HMACSHA512.HashData(key, text),
            _ => throw new ArgumentException("No such method.", nameof(method)),
        });
#pragma warning restore CA5350, CA5351
    }

    /// <param name="only">The one method to be taken; null = any. All allowed ones are tried, also after one has matched: the time taken reveals nothing.</param>
    public static bool Fits(string signature, string? only, string secret, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        var given = Encoding.UTF8.GetBytes(signature.Trim().ToLowerInvariant());
        var fits = false;
        foreach (var method in Methods)
        {
            if (only is null || only == method)
                fits |= CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(Of(method, secret, fields)));
        }

        return fits;
    }
}
