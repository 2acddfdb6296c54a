using System.Security.Cryptography;
using System.Text;

namespace Omnichannel.Channels.Email;

/// <summary>A secret that a provider sends back as it was given to it: in the address (<c>?secret=</c>) or as a Basic password.</summary>
internal static class SharedSecret
{
    /// <param name="secret">Null = this endpoint is closed.</param>
    public static Authenticity Check(WebhookRequest request, string? secret)
    {
        var told = Basic(request.Header("Authorization")) ?? Query(request.RawTarget);
        if (told is null)
            return Authenticity.Missing;
        return secret is not null && Same(told, secret) ? Authenticity.Authentic : Authenticity.Wrong;
    }

    /// <summary>In constant time, also for different lengths.</summary>
    public static bool Same(string told, string secret) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(told)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>The password; the user may be anything. Null when there is none.</summary>
    private static string? Basic(string header)
    {
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return null;
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[6..].Trim(), bytes, out var length))
            return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        return pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }

    private static string? Query(string target) =>
        target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var question
        && FormBody.Read(Encoding.UTF8.GetBytes(target[(question + 1)..]))?["secret"] is { Length: > 0 } secret ? secret : null;
}
