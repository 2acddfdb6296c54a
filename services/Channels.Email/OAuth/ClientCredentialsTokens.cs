using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Omnichannel.Channels.Email;

/// <summary>
/// Access tokens of one application, by its client credentials (RFC 6749, 4.4), kept until shortly before they expire. For everything that
/// signs in to a mail server with XOAUTH2 or OAUTHBEARER.
/// </summary>
internal sealed class ClientCredentialsTokens(OAuthOptions options, IHttpClientFactory clients, TimeProvider time) : IDisposable
{
    /// <summary>The name of its client in the <see cref="IHttpClientFactory"/>.</summary>
    public const string HttpName = "mail-tokens";

    /// <summary>Seconds that a token is good for whose answer does not tell.</summary>
    private const int UntoldLifetime = 300;

    private const int MostSaid = 300;

    /// <summary>A token must outlast the sign-in that it is fetched for.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _asking = new(1);
    private Token? _current;

    private sealed record Token(string Value, DateTimeOffset Until);

    private sealed record Answer(
        [property: JsonPropertyName("access_token")] string? AccessToken, [property: JsonPropertyName("expires_in")] JsonElement ExpiresIn,
        [property: JsonPropertyName("error")] string? Error, [property: JsonPropertyName("error_description")] string? ErrorDescription);

    /// <summary>False when no endpoint is configured: then there are none.</summary>
    public bool AreConfigured => options.IsSet;

    /// <summary>A token that is good for a while; asked for at most once at a time.</summary>
    /// <exception cref="HttpRequestException">The endpoint is away; with a status from 400 to 499, it refuses our credentials.</exception>
    public async Task<string> GetAsync(CancellationToken ct)
    {
        if (Usable() is { } known)
            return known;
        await _asking.WaitAsync(ct);
        try
        {
            if (Usable() is { } fetched)
                return fetched;
            _current = await AskAsync(ct);
            return _current.Value;
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <summary>A server did not take this one: the next is asked for anew.</summary>
    public void Forget(string token)
    {
        if (_current is { } current && current.Value == token)
            Interlocked.CompareExchange(ref _current, null, current);
    }

    public void Dispose() => _asking.Dispose();

    private string? Usable() => _current is { } current && time.GetUtcNow() < current.Until ? current.Value : null;

    private async Task<Token> AskAsync(CancellationToken ct)
    {
        var fields = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = options.ClientId, ["client_secret"] = options.ClientSecret };
        if (options.Scopes.Count > 0)
            fields["scope"] = string.Join(' ', options.Scopes);
        using var body = new FormUrlEncodedContent(fields);
        using var response = await clients.CreateClient(HttpName).PostAsync(new Uri(options.TokenEndpoint), body, ct);
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"The token endpoint answers {(int)response.StatusCode}{await SayAsync(response.Content, ct)}.", null, response.StatusCode);
        return await ReadAsync(response.Content, ct) is { AccessToken: { Length: > 0 } value } answer
            ? new Token(value, time.GetUtcNow() + Lifetime(answer.ExpiresIn))
            : throw new HttpRequestException("The token endpoint's answer has no token.");
    }

    private static async Task<Answer?> ReadAsync(HttpContent content, CancellationToken ct)
    {
        try
        {
            return await content.ReadFromJsonAsync<Answer>(ct);
        }
        catch (JsonException exception)
        {
            throw new HttpRequestException("The token endpoint's answer is no JSON.", exception);
        }
    }

    /// <summary>What the endpoint says is wrong (RFC 6749, 5.2), on one line; for the operator.</summary>
    private static async Task<string> SayAsync(HttpContent content, CancellationToken ct)
    {
        try
        {
            var said = await content.ReadFromJsonAsync<Answer>(ct);
            var line = $": {said?.Error} {said?.ErrorDescription?.Split('\r', '\n')[0]}".TrimEnd(' ', ':', '.');
            return line.Length > MostSaid ? line[..MostSaid] : line;
        }
        catch (JsonException)
        {
            return "";
        }
    }

    /// <summary>A number, by the RFC; some write it as text.</summary>
    private static TimeSpan Lifetime(JsonElement expiresIn)
    {
        var told = expiresIn.ValueKind switch
        {
            JsonValueKind.Number when expiresIn.TryGetInt32(out var number) => number,
            JsonValueKind.String when int.TryParse(expiresIn.GetString(), out var number) => number,
            _ => UntoldLifetime,
        };
        return TimeSpan.FromSeconds(Math.Max(0, told)) - Margin;
    }
}
