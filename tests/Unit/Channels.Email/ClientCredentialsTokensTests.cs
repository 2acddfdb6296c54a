using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Omnichannel.Channels.Email;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Channels.Email;

/// <summary>Tokens for mail servers: asked for once, kept until shortly before they expire.</summary>
public sealed class ClientCredentialsTokensTests
{
    private readonly FakeTimeProvider _time = new(Moment.Noon);

    [Fact]
    public async Task A_token_is_kept_until_a_minute_before_it_expires()
    {
        var endpoint = new Endpoint();
        using var tokens = Tokens(endpoint);
        Assert.Equal("token-1", await tokens.GetAsync(CancellationToken.None));
        _time.Advance(TimeSpan.FromSeconds(3_600 - 61));
        Assert.Equal("token-1", await tokens.GetAsync(CancellationToken.None));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("token-2", await tokens.GetAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Many_who_need_one_at_once_ask_once()
    {
        var endpoint = new Endpoint { Gate = new TaskCompletionSource() };
        using var tokens = Tokens(endpoint);
        var all = Enumerable.Range(0, 20).Select(_ => tokens.GetAsync(CancellationToken.None)).ToList();
        endpoint.Gate.SetResult();
        Assert.All(await Task.WhenAll(all), token => Assert.Equal("token-1", token));
    }

    [Fact]
    public async Task A_forgotten_token_is_asked_for_anew_and_a_newer_one_is_kept()
    {
        using var tokens = Tokens(new Endpoint());
        tokens.Forget(await tokens.GetAsync(CancellationToken.None));
        Assert.Equal("token-2", await tokens.GetAsync(CancellationToken.None));
        tokens.Forget("token-1");
        Assert.Equal("token-2", await tokens.GetAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("\"3600\"", 3_539)]
    [InlineData("null", 239)]
    public async Task A_lifetime_is_read_in_the_forms_that_it_has(string lifetime, int seconds)
    {
        using var tokens = Tokens(new Endpoint { Lifetime = lifetime });
        await tokens.GetAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal("token-1", await tokens.GetAsync(CancellationToken.None));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("token-2", await tokens.GetAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "{\"error\":\"invalid_client\"}")]
    [InlineData(HttpStatusCode.OK, "<html>")]
    [InlineData(HttpStatusCode.OK, "{}")]
    [InlineData(HttpStatusCode.OK, "null")]
    public async Task What_is_no_token_is_an_error_and_asked_for_again(HttpStatusCode status, string body)
    {
        var endpoint = new Endpoint { Status = status, Body = body };
        using var tokens = Tokens(endpoint);
        await Assert.ThrowsAsync<HttpRequestException>(() => tokens.GetAsync(CancellationToken.None));
        (endpoint.Status, endpoint.Body) = (HttpStatusCode.OK, null);
        Assert.Equal("token-2", await tokens.GetAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("ftp://login.example", "id", "secret", "TokenEndpoint")]
    [InlineData("https://login.example", "", "secret", "ClientId")]
    [InlineData("https://login.example", "id", "", "ClientSecret")]
    [InlineData("", "", "", null)]
    public void An_application_by_halves_is_told(string endpoint, string id, string secret, string? wrong) => Assert.Equal(
        wrong, new OAuthOptions { TokenEndpoint = endpoint, ClientId = id, ClientSecret = secret }.Validate().Select(invalid => invalid.Name).FirstOrDefault());

    private ClientCredentialsTokens Tokens(Endpoint endpoint) =>
        new(new OAuthOptions { TokenEndpoint = "https://login.example/token", ClientId = "id", ClientSecret = "secret" }, endpoint, _time);

    /// <summary>token-1, token-2 …</summary>
    private sealed class Endpoint : HttpMessageHandler, IHttpClientFactory
    {
        private int _asked;

        public TaskCompletionSource? Gate { get; init; }

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        public string Lifetime { get; init; } = "3600";

        public string? Body { get; set; }

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _asked++;
            await (Gate?.Task ?? Task.CompletedTask);
            return new HttpResponseMessage(Status)
            {
                Content = new StringContent(Body ?? $$"""{"access_token":"token-{{_asked}}","expires_in":{{Lifetime}}}""", Encoding.UTF8, "application/json"),
            };
        }
    }
}
