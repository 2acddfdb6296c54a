using Omnichannel.Channels.Meta;
using Omnichannel.Contracts;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.WhatsApp;

/// <summary>
/// Pictures and files that citizens sent: the Graph API returns for an id where the file is for the next five minutes, and gives it to our token
/// only. So the id is what is stored, and each attempt looks the address up again.
/// </summary>
internal sealed class WhatsAppMedia(IHttpClientFactory clients, WhatsAppOptions options) : IMediaSource
{
    private const string Prefix = "whatsapp-media:";

    /// <summary>Hosts of Meta that serve media and want our token.</summary>
    private static readonly string[] MetaHosts = [".fbsbx.com", ".facebook.com", ".whatsapp.net", ".fbcdn.net"];

    private readonly GraphApi _graph = new(clients, options.Account, WhatsAppFaults.Of);

    public string Channel => WhatsAppModule.ChannelName;

    public string Provider => MetaReader.ProviderName;

    public long MaxSize => WhatsAppLimits.Document;

    /// <summary>How a message refers to media with this id.</summary>
    public static string ReferenceOf(string mediaId) => Prefix + mediaId;

    public async Task<Stream> OpenAsync(Attachment attachment, CancellationToken ct)
    {
        var url = attachment.Url.StartsWith(Prefix, StringComparison.Ordinal)
            ? await WhereAsync(attachment.Url[Prefix.Length..], ct)
            : attachment.Url;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new HttpRequestException("No address of a file.", null, System.Net.HttpStatusCode.NotFound);
        var response = await DownloadAsync(address, ct);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStreamAsync(ct);
    }

    private async Task<string?> WhereAsync(string mediaId, CancellationToken ct)
    {
        using var request = _graph.Request(HttpMethod.Get, Uri.EscapeDataString(mediaId));
        using var response = await _graph.OpenAsync(request, ct);
        response.EnsureSuccessStatusCode();
        using var json = JsonBody.Parse(await response.Content.ReadAsByteArrayAsync(ct));
        var media = json?.RootElement ?? default;
        if (media.Number("file_size") > WhatsAppLimits.Of(media.Text("mime_type") ?? ""))
            throw new AttachmentTooLargeException(WhatsAppLimits.Of(media.Text("mime_type") ?? ""));
        return media.Text("url");
    }

    /// <summary>Our token goes to Meta alone, whatever the answer named; and only the API itself may be on a private network.</summary>
    private async Task<HttpResponseMessage> DownloadAsync(Uri address, CancellationToken ct)
    {
        var isApi = options.Account.Hosts(address);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        // Their content network refuses callers without a name.
        request.Headers.UserAgent.ParseAdd("Omnichannel/1.0");
        if (isApi || (address.Scheme == "https" && MetaHosts.Any(host => address.Host.EndsWith(host, StringComparison.OrdinalIgnoreCase))))
            request.Headers.Authorization = new("Bearer", options.Account.AccessToken);
        return isApi
            ? await _graph.OpenAsync(request, ct)
            : await clients.CreateClient(GuardedHttp.Name).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
    }
}
