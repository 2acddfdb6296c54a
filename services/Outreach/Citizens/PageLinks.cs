using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Omnichannel.EventSourcing;

namespace Omnichannel.Outreach;

/// <summary>
/// Signed links that stand for a citizen: with one, anybody may see and change what that citizen wants to be written to about, and nothing else.
/// A token is base64url of the citizen's id, a purpose, and 16 bytes of HMAC-SHA256 over them, keyed by the installation.
/// </summary>
internal sealed class PageLinks(InstallationSecrets secrets, OutreachOptions options)
{
    private const int MacLength = 16;
    private byte[]? _key;

    /// <param name="Purpose">What the link unsubscribes from; null = it leads to the citizen's page.</param>
    internal sealed record Bearer(Guid CitizenId, string? Purpose);

    public async Task<string> PreferencesAsync(Guid citizenId, CancellationToken ct) =>
        $"{options.PublicUrl}/outreach/me/{await TokenAsync(new Bearer(citizenId, null), ct)}";

    public async Task<string> UnsubscribeAsync(Guid citizenId, string purpose, CancellationToken ct) =>
        $"{options.PublicUrl}/outreach/unsubscribe/{await TokenAsync(new Bearer(citizenId, purpose), ct)}";

    /// <summary>The citizen of a token; null for one that we did not make.</summary>
    public async Task<Bearer?> ReadAsync(string token, CancellationToken ct)
    {
        if (token.Length > 400 || !Base64Url.IsValid(token))
            return null;
        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length < 16 + MacLength
            || !CryptographicOperations.FixedTimeEquals(await MacAsync(bytes[..^MacLength], ct), bytes.AsSpan(bytes.Length - MacLength)))
            return null;
        var purpose = Encoding.UTF8.GetString(bytes.AsSpan(16, bytes.Length - 16 - MacLength));
        return new Bearer(new Guid(bytes.AsSpan(0, 16), bigEndian: true), purpose.Length > 0 ? purpose : null);
    }

    public async Task<string> TokenAsync(Bearer bearer, CancellationToken ct)
    {
        byte[] says = [.. bearer.CitizenId.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(bearer.Purpose ?? "")];
        return Base64Url.EncodeToString([.. says, .. await MacAsync(says, ct)]);
    }

    private async Task<byte[]> MacAsync(byte[] says, CancellationToken ct)
    {
        _key ??= await secrets.GetAsync("outreach-links", ct);
        return HMACSHA256.HashData(_key, says)[..MacLength];
    }
}
