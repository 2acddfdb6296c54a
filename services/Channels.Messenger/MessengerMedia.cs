using Omnichannel.Channels.Meta;
using Omnichannel.Contracts;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Messenger;

/// <summary>
/// Pictures and files that people sent: signed addresses of Meta's content network, for some days and for anybody, so no token goes there.
/// The address comes in a signed callback; it is called with care all the same.
/// </summary>
internal sealed class MessengerMedia(IHttpClientFactory clients, MessengerOptions options) : IMediaSource
{
    private const int MostRedirects = 3;

    private readonly GraphApi _graph = new(clients, options.Account, MessengerFaults.Of);

    public string Channel => MessengerModule.ChannelName;

    public string Provider => MetaReader.ProviderName;

    /// <summary>What Messenger carries.</summary>
    public long MaxSize => 25 * 1024 * 1024;

    public async Task<Stream> OpenAsync(Attachment attachment, CancellationToken ct)
    {
        if (!Uri.TryCreate(attachment.Url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new HttpRequestException("No address of a file.", null, System.Net.HttpStatusCode.NotFound);
        for (var redirects = 0; ; redirects++)
        {
            var response = await GetAsync(address, ct);
            if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location && redirects < MostRedirects)
            {
                response.Dispose();
                address = new Uri(address, location);
                continue;
            }

            response.EnsureSuccessStatusCode();
            return await response.Content.ReadAsStreamAsync(ct);
        }
    }

    /// <summary>Only the API itself may be on a private network: the simulator is.</summary>
    private async Task<HttpResponseMessage> GetAsync(Uri address, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return options.Account.Hosts(address)
            ? await _graph.OpenAsync(request, ct)
            : await clients.CreateClient(GuardedHttp.Name).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
    }
}
