using Omnichannel.Contracts;

namespace Omnichannel.Channels.Sms;

/// <summary>
/// Binary text messages come with their bytes in the request: those travel as a <c>data:</c> address, and are stored from there the way
/// that all attachments are.
/// </summary>
internal sealed class InlineMedia(string provider) : IMediaSource
{
    private const string ContentType = "application/octet-stream";
    private const string Prefix = $"data:{ContentType};base64,";

    public string Channel => SmsModule.ChannelName;

    public string Provider => provider;

    public long MaxSize => 64 * 1024;

    public static Attachment AttachmentOf(byte[] content) => new(null, ContentType, Prefix + Convert.ToBase64String(content), content.Length);

    public Task<Stream> OpenAsync(Attachment attachment, CancellationToken ct)
    {
        var base64 = attachment.Url.StartsWith(Prefix, StringComparison.Ordinal) ? attachment.Url[Prefix.Length..] : "";
        var content = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, content, out var length) || length == 0)
            throw new HttpRequestException("There is nothing behind this address.", null, System.Net.HttpStatusCode.NotFound);
        return Task.FromResult<Stream>(new MemoryStream(content, 0, length));
    }
}
