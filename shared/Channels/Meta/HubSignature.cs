using System.Security.Cryptography;
using System.Text;

namespace Omnichannel.Channels.Meta;

/// <summary>
/// The signature of Meta's webhooks: <c>sha256=</c> and the lower-case hex HMAC-SHA256 of the raw body, keyed with the app secret. The SHA-1
/// signature that Meta sends beside it is never looked at.
/// </summary>
public static class HubSignature
{
    public const string Header = "X-Hub-Signature-256";
    private const string Prefix = "sha256=";

    /// <summary>The signature of a body, as Meta makes it.</summary>
    public static string Of(string appSecret, ReadOnlySpan<byte> body) =>
        Prefix + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), body));

    /// <param name="appSecrets">The app's secret, and the one before while it is being replaced; empty ones fit nothing.</param>
    public static Authenticity Check(WebhookRequest request, params IReadOnlyList<string?> appSecrets)
    {
        var given = request.Header(Header);
        if (given.Length == 0)
            return Authenticity.Missing;
        var fits = false;
        // Every secret is tried, also after one has matched: the time taken reveals nothing.
        foreach (var secret in appSecrets)
        {
            if (secret is { Length: > 0 })
                fits |= CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(Of(secret, request.Body)));
        }

        return fits ? Authenticity.Authentic : Authenticity.Wrong;
    }

    /// <summary>What Meta requires beside an access token, so that a stolen token alone is useless: <c>appsecret_proof</c>.</summary>
    public static string ProofOf(string appSecret, string accessToken) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), Encoding.UTF8.GetBytes(accessToken)));
}
