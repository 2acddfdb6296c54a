using System.Net.Http.Headers;
using Omnichannel.Channels.Meta;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.WhatsApp;

/// <param name="Kind"><c>image</c>, <c>video</c>, <c>audio</c> or <c>document</c>.</param>
/// <param name="Reference">An id from an upload, or an address that Meta fetches.</param>
internal sealed record OutgoingMedia(string Kind, string Reference, bool IsLink, string? Name);

/// <summary>What became of a message's files.</summary>
/// <param name="Text">The text, with links in it for files that cannot be sent otherwise.</param>
/// <param name="Media">The one file that goes as itself.</param>
/// <param name="Failure">Why it cannot go now, or at all.</param>
internal sealed record PreparedFiles(string Text, OutgoingMedia? Media, SendOutcome? Failure);

/// <summary>
/// Gets a message's files to Meta. One file is uploaded, so that nobody has to reach us; a message carries no second one, so several
/// go as links in its text.
/// </summary>
internal sealed class WhatsAppFiles(IHttpClientFactory clients, WhatsAppOptions options, IAttachmentStore store, AttachmentLinks links)
{
    /// <summary>Citizens may come back to their messages weeks later.</summary>
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(30);

    private readonly GraphApi _graph = new(clients, options.Account, WhatsAppFaults.Of);

    public async Task<PreparedFiles> PrepareAsync(SendMessage message, string sender, CancellationToken ct)
    {
        if (message.Attachments is not [var only])
            return InWords(message);
        if (only.StoredId() is not { } id)
            return new PreparedFiles(message.Text, new OutgoingMedia(KindOf(only.ContentType, only.Size ?? 0, message.Text), only.Url, IsLink: true, only.Name), null);
        if (await store.OpenAsync(id, ct) is not { } open)
            return new PreparedFiles(message.Text, null, new SendOutcome.Rejected("attachment.missing", null));
        await using (open)
            return await UploadAsync(open, message, sender, ct);
    }

    private PreparedFiles InWords(SendMessage message)
    {
        var text = TextFallback.WithFiles(message.Text, message.Attachments, links);
        return new PreparedFiles(text, null, text.Length > WhatsAppBody.MaxText ? new SendOutcome.Rejected("text.too-long", null) : null);
    }

    private async Task<PreparedFiles> UploadAsync(OpenAttachment open, SendMessage message, string sender, CancellationToken ct)
    {
        var file = open.File;
        if (file.Size > WhatsAppLimits.Document)
            return new PreparedFiles(message.Text, null, new SendOutcome.Rejected("attachment.too-large", null));
        var content = new StreamContent(open.Content);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(file.ContentType);
        using var request = _graph.Request(HttpMethod.Post, $"{Uri.EscapeDataString(sender)}/media");
        request.Content = new MultipartFormDataContent
        {
            { new StringContent("whatsapp"), "messaging_product" },
            { new StringContent(file.ContentType), "type" },
            { content, "file", file.Name ?? file.Id.ToString("N") },
        };
        var outcome = await _graph.PostAsync(request, answer => answer.Text("id"), ct);
        return outcome switch
        {
            SendOutcome.Accepted uploaded => new PreparedFiles(
                message.Text, new OutgoingMedia(KindOf(file.ContentType, file.Size, message.Text), uploaded.ProviderMessageId, IsLink: false, file.Name), null),
            // An upload that may have arrived has sent nothing to anybody: it is simply made again.
            SendOutcome.Unclear unclear => new PreparedFiles(message.Text, null, new SendOutcome.TryLater(unclear.Reason, null)),
            _ => new PreparedFiles(message.Text, null, outcome),
        };
    }

    /// <summary>What WhatsApp does not show goes as a document; so does a sound with a text, for a sound has no caption.</summary>
    private static string KindOf(string contentType, long size, string text) => contentType switch
    {
        "image/jpeg" or "image/png" when size <= WhatsAppLimits.Image => "image",
        "video/mp4" or "video/3gpp" when size <= WhatsAppLimits.Video => "video",
        "audio/aac" or "audio/amr" or "audio/mpeg" or "audio/mp4" or "audio/ogg" when size <= WhatsAppLimits.Audio && text.Length == 0 => "audio",
        _ => "document",
    };
}
