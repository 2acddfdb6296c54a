using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;

namespace Omnichannel.Client;

/// <summary>Opens a client. <c>Generated</c> is made from docs/openapi.json: <c>make docs</c>.</summary>
public static class Connection
{
    /// <summary>Calls with an access key. What is refused throws a <see cref="Models.Problem"/> with a code; 429 and 503 are tried again first.</summary>
    /// <param name="address">Of the installation.</param>
    /// <param name="key">An access key.</param>
    /// <param name="http">The caller's own, such as one of a factory; null = a new one.</param>
    public static OmnichannelClient Open(Uri address, string key, HttpClient? http = null) =>
        new(new HttpClientRequestAdapter(new BearerKey(key), httpClient: http) { BaseUrl = address.ToString().TrimEnd('/') });

    /// <summary>Kiota's own providers take https only; a single installation listens on loopback without.</summary>
    private sealed class BearerKey(string key) : IAuthenticationProvider
    {
        public Task AuthenticateRequestAsync(
            RequestInformation request, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default)
        {
            request.Headers.Add("Authorization", $"Bearer {key}");
            return Task.CompletedTask;
        }
    }
}
