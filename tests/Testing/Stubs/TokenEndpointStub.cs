using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Omnichannel.Testing;

/// <summary>A token endpoint (RFC 6749, 4.4) that also tells a mail server whose a token is (RFC 7662).</summary>
public sealed class TokenEndpointStub : IAsyncDisposable
{
    public const string ClientId = "omnichannel";
    public const string ClientSecret = "a-client-secret";
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, string> _users = new();
    private int _given;

    private TokenEndpointStub(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    /// <summary>Whose mailbox the next tokens open.</summary>
    public string User { get; set; } = "";

    /// <summary>How many tokens were asked for.</summary>
    public int Given => Volatile.Read(ref _given);

    public static async Task<TokenEndpointStub> StartAsync()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        var address = new Uri($"http://127.0.0.1:{OmnichannelProcess.FreePort()}");
        app.Urls.Add(address.ToString());
        var stub = new TokenEndpointStub(app, address);
        app.MapPost("/token", (Delegate)stub.GiveAsync);
        app.MapPost("/introspection", (Delegate)stub.TellAsync);
        await app.StartAsync();
        return stub;
    }

    /// <summary>Tokens given so far are good for nothing any more.</summary>
    public void Revoke() => _users.Clear();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task<IResult> GiveAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (form["grant_type"] != "client_credentials" || form["client_id"] != ClientId || form["client_secret"] != ClientSecret || form["scope"] != "mail")
            return Results.Json(new { error = "invalid_client", error_description = "The client secret is wrong." }, statusCode: 401);
        var token = $"token-{Interlocked.Increment(ref _given)}-{Guid.NewGuid():N}";
        _users[token] = User;
        return Results.Json(new { access_token = token, token_type = "Bearer", expires_in = 3600 });
    }

    private async Task<IResult> TellAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        return _users.TryGetValue(form["token"].ToString(), out var user)
            ? Results.Json(new { active = "true", username = user })
            : Results.Json(new { active = "false" });
    }
}
