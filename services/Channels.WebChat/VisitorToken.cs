using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Omnichannel.Contracts;

namespace Omnichannel.Channels.WebChat;

/// <summary>
/// What a page shows to be the same visitor again: <c>base64url(JSON).base64url(HMAC-SHA256)</c>. Nothing is kept on our side.
/// </summary>
internal static class VisitorToken
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private const int MaxLength = 4 * 1024;

    /// <summary>Another process's clock may be ahead of ours.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public static string Write(Visitor visitor, byte[] key, DateTimeOffset now)
    {
        var content = new Content(visitor.Id, visitor.IsProven, now.ToUnixTimeSeconds(), visitor.Proven);
        var payload = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(content, ContractJson.Options));
        return $"{payload}.{Base64Url.EncodeToString(Sign(payload, key))}";
    }

    /// <summary>The visitor and when the token was made; null when it is forged, altered or too old.</summary>
    public static (Visitor Visitor, DateTimeOffset IssuedAt)? Read(string token, byte[] key, DateTimeOffset now)
    {
        if (token.Length > MaxLength || token.Split('.') is not [var payload, var signature])
            return null;
        if (!Base64Url.IsValid(payload) || !Base64Url.IsValid(signature))
            return null;
        // Of bytes, in constant time, and before anything in it is looked at.
        if (!CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(signature), Sign(payload, key)))
            return null;
        var content = JsonSerializer.Deserialize<Content>(Base64Url.DecodeFromChars(payload), ContractJson.Options)!;
        var issuedAt = DateTimeOffset.FromUnixTimeSeconds(content.IssuedAt);
        return issuedAt + Lifetime <= now || issuedAt > now + Skew
            ? null
            : (new Visitor(content.Visitor, content.IsProven, content.Proven), issuedAt);
    }

    /// <summary>The name of the kind is signed too: nothing else signed with the same secret can be taken for a token.</summary>
    private static byte[] Sign(string payload, byte[] key) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"visitor-1.{payload}"));

    private sealed record Content(string Visitor, bool IsProven, long IssuedAt, IReadOnlyList<ContactPoint> Proven);
}
