using System.Net.Http.Headers;
using System.Text;
using Omnichannel.Contracts;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Sms;

/// <summary>
/// Pictures and files that came by MMS or through Twilio's WhatsApp, fetched with the account's credentials. Twilio answers with a redirect
/// to its content network, which must not see them.
/// </summary>
internal sealed class TwilioMedia(IHttpClientFactory clients, TwilioSmsOptions options, string channel) : IMediaSource
{
    private const int MostRedirects = 3;

    public string Channel => channel;

    public string Provider => TwilioSmsSender.ProviderName;

    public long MaxSize => 16 * 1024 * 1024;

    public async Task<Stream> OpenAsync(Attachment attachment, CancellationToken ct)
    {
        var address = new Uri(attachment.Url);
        for (var redirects = 0; ; redirects++)
        {
            // Only Twilio itself gets our credentials, and only it may be on this machine: the simulator is.
            var isTwilio = new Uri(options.BaseUrl).IsBaseOf(address);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (isTwilio)
                request.Headers.Authorization = new AuthenticationHeaderValue(
                    "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.AccountSid}:{options.AuthToken}")));
            var client = clients.CreateClient(isTwilio ? "twilio-media" : GuardedHttp.Name);
            var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
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
}
