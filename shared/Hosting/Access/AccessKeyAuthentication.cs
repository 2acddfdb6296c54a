using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Omnichannel.Hosting;

/// <summary><c>Authorization: Bearer KEY</c> with the admin key or one of the access keys.</summary>
internal sealed class AccessKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AdminKey adminKey, IAccessKeys? keys = null)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "access-key";
    public const string ScopeClaim = "scope";

    public static string? KeyOf(Microsoft.AspNetCore.Http.HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (KeyOf(Request) is not { Length: > 0 } key)
            return Task.FromResult(AuthenticateResult.NoResult());
        // Hashes are compared, not keys: equal length, so the comparison takes the same time whatever was sent.
        var isAdmin = CryptographicOperations.FixedTimeEquals(Hash(key), Hash(adminKey.Value));
        var holder = isAdmin ? new AccessKeyHolder("admin", [Scopes.Admin]) : keys?.Find(key);
        if (holder is null)
            return Task.FromResult(AuthenticateResult.Fail("unknown key"));
        var identity = new ClaimsIdentity(
            holder.Scopes.Select(scope => new Claim(ScopeClaim, scope)).Prepend(new Claim(ClaimTypes.Name, holder.Name)), SchemeName);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
