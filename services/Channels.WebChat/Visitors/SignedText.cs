using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Omnichannel.Contracts;

namespace Omnichannel.Channels.WebChat;

/// <summary>
/// Something of ours that a page keeps for us: <c>base64url(JSON).base64url(HMAC-SHA256)</c>. The page can read it, and not change it.
/// </summary>
internal static class SignedText
{
    private const int MaxLength = 4 * 1024;

    /// <param name="purpose">Signed too: what is signed for one purpose can never be taken for another.</param>
    public static string Write<T>(string purpose, T content, byte[] key)
    {
        var payload = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(content, ContractJson.Options));
        return $"{payload}.{Base64Url.EncodeToString(Sign(purpose, payload, key))}";
    }

    /// <summary>Null when it is forged, altered or of another purpose.</summary>
    public static T? Read<T>(string purpose, string? text, byte[] key)
        where T : class
    {
        if (text is not { Length: <= MaxLength } || text.Split('.') is not [var payload, var signature])
            return null;
        if (!Base64Url.IsValid(payload) || !Base64Url.IsValid(signature))
            return null;
        // Of bytes, in constant time, and before anything in it is looked at.
        return CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(signature), Sign(purpose, payload, key))
            ? JsonSerializer.Deserialize<T>(Base64Url.DecodeFromChars(payload), ContractJson.Options)
            : null;
    }

    private static byte[] Sign(string purpose, string payload, byte[] key) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{purpose}.{payload}"));
}
