using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Omnichannel.Channels.WebChat;

/// <summary>Whether a site really vouches for its user: only who has the identity secret can.</summary>
internal static class IdentityProof
{
    private const int LongestIdentifier = 200;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);
    private static readonly JsonWebTokenHandler Tokens = new();

    /// <summary>Lower-case hex, as the site's server computes it.</summary>
    public static string HashOf(string identifier, byte[] key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(identifier)));

    /// <summary>The visitor the site vouches for; null when the proof is wrong or there is none.</summary>
    public static async Task<Visitor?> CheckAsync(IdentityClaim claim, byte[] key, DateTimeOffset now) => claim switch
    {
        { Jwt: { } jwt } => await OfJwtAsync(jwt, key, now),
        { Identifier: { } identifier, Hash: { } hash } => OfHash(identifier, hash, key),
        _ => null,
    };

    private static Visitor? OfHash(string identifier, string hash, byte[] key)
    {
        var fits = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(hash), Encoding.UTF8.GetBytes(HashOf(identifier, key)));
        return fits && IsIdentifier(identifier)
            ? Visitor.OfUser(identifier, [.. ProvenAddress.OfIdentifier(identifier)])
            : null;
    }

    private static async Task<Visitor?> OfJwtAsync(string jwt, byte[] key, DateTimeOffset now)
    {
        var checks = new TokenValidationParameters
        {
            IssuerSigningKey = new SymmetricSecurityKey(key),
            // Else a token could choose how it is checked.
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidateIssuer = false,
            ValidateAudience = false,
            LifetimeValidator = (notBefore, expires, _, _) => expires > (now - Skew).UtcDateTime && !(notBefore > (now + Skew).UtcDateTime),
        };
        var result = await Tokens.ValidateTokenAsync(jwt, checks);
        if (!result.IsValid || result.ClaimsIdentity.FindFirst("sub")?.Value is not { } user || !IsIdentifier(user))
            return null;
        return Visitor.OfUser(user, [.. ProvenAddress.OfIdentifier(user)
            .Concat(ProvenAddress.OfPhone(Verified(result.ClaimsIdentity, "phone_number")))
            .Concat(ProvenAddress.OfEmail(Verified(result.ClaimsIdentity, "email")))
            .Distinct()]);
    }

    /// <summary>OpenID Connect has a claim that says whether the issuer checked an address; where it says no, the address proves nothing.</summary>
    private static string? Verified(ClaimsIdentity identity, string claim) =>
        string.Equals(identity.FindFirst($"{claim}_verified")?.Value, "false", StringComparison.OrdinalIgnoreCase)
            ? null
            : identity.FindFirst(claim)?.Value;

    /// <summary>Contact points are trimmed: an identifier with blanks around it would become another one.</summary>
    private static bool IsIdentifier(string text) =>
        text.Length is > 0 and <= LongestIdentifier && text == text.Trim() && !text.Any(char.IsControl);
}
