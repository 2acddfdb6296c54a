using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>Bearer tokens of an OpenID Connect issuer: a real HTTP server with discovery and keys.</summary>
public sealed class SignInTests
{
    [Fact]
    public async Task A_token_of_the_issuer_opens_what_its_role_allows()
    {
        await using var issuer = await Issuer.StartAsync();
        await using var server = await RunningServer.StartAsync(
            $"Oidc:Authority={issuer.Address}", "Oidc:Audience=omnichannel", "Oidc:Roles:town-clerk=agent");
        using var clerk = server.NewClient(issuer.Sign("omnichannel", "town-clerk"));
        Assert.Equal(HttpStatusCode.OK, (await clerk.GetAsync("/conversations")).StatusCode);
        Assert.Contains("anna", await clerk.GetStringAsync("/whoami"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.GetAsync("/feeds/events")).StatusCode);
        using var stranger = server.NewClient(issuer.Sign("omnichannel", "gardener"));
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.GetAsync("/conversations")).StatusCode);
        using var elsewhere = server.NewClient(issuer.Sign("another-program", "town-clerk"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await elsewhere.GetAsync("/conversations")).StatusCode);
        await using var forger = await Issuer.StartAsync();
        using var forged = server.NewClient(forger.Sign("omnichannel", "town-clerk"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await forged.GetAsync("/conversations")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync("/conversations")).StatusCode);
    }

    private sealed class Issuer : IAsyncDisposable
    {
        private readonly WebApplication _app;
        private readonly RsaSecurityKey _key;

        private Issuer(WebApplication app, RsaSecurityKey key, string address) => (_app, _key, Address) = (app, key, address);

        public string Address { get; }

        public static async Task<Issuer> StartAsync()
        {
            var app = WebApplication.CreateSlimBuilder().Build();
            var address = $"http://127.0.0.1:{OmnichannelProcess.FreePort()}";
            var key = new RsaSecurityKey(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString() };
            app.Urls.Add(address);
            app.MapGet("/.well-known/openid-configuration", () => new { issuer = address, jwks_uri = $"{address}/keys" });
            app.MapGet("/keys", () =>
            {
                var jwk = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(key.Rsa.ExportParameters(false)) { KeyId = key.KeyId });
                return new { keys = new[] { new { kty = jwk.Kty, kid = jwk.Kid, n = jwk.N, e = jwk.E, alg = "RS256", use = "sig" } } };
            });
            await app.StartAsync();
            return new Issuer(app, key, address);
        }

        public string Sign(string audience, string role) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Address,
            Audience = audience,
            Claims = new Dictionary<string, object> { ["preferred_username"] = "anna", ["roles"] = new[] { role } },
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.RsaSha256),
        });

        public async ValueTask DisposeAsync()
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
    }
}
