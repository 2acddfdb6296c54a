using System.Net;
using Omnichannel.Contracts;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Voice;

/// <summary>
/// Voicemail as a file: the recording's address with <c>.mp3</c>, with the account's credentials. Twilio answers with a redirect to its
/// content network, which must not see them.
/// </summary>
internal sealed class TwilioRecordings(IHttpClientFactory clients, TwilioVoiceOptions options) : IMediaSource
{
    /// <summary>The client for Twilio's own addresses.</summary>
    public const string ClientName = "twilio-recordings";

    private const int MostRedirects = 3;

    public string Channel => VoiceModule.ChannelName;

    public string Provider => TwilioVoiceOptions.Provider;

    /// <summary>An hour of telephone speech as MP3 has under 15 MB.</summary>
    public long MaxSize => 32 * 1024 * 1024;

    public async Task<Stream> OpenAsync(Attachment attachment, CancellationToken ct)
    {
        if (!Uri.TryCreate(attachment.Url + ".mp3", UriKind.Absolute, out var address))
            throw new HttpRequestException("The recording has no address.", null, HttpStatusCode.NotFound);
        for (var redirects = 0; ; redirects++)
        {
            // Only Twilio itself gets our credentials, and only it may be on this machine: the simulator is.
            var isTwilio = new Uri(options.BaseUrl).IsBaseOf(address);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (isTwilio)
                request.Headers.Authorization = options.Credentials;
            var client = clients.CreateClient(isTwilio ? ClientName : GuardedHttp.Name);
            var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location && redirects < MostRedirects)
            {
                response.Dispose();
                address = new Uri(address, location);
                continue;
            }

            // A call that has just ended is not a file yet: not there now does not mean lost.
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                response.Dispose();
                throw new IOException("The recording is not there yet.");
            }

            response.EnsureSuccessStatusCode();
            return await response.Content.ReadAsStreamAsync(ct);
        }
    }
}
