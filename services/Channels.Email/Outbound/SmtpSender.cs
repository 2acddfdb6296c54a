using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Email;

/// <summary>Sends mail over SMTP. The provider's id of a message is the Message-ID that we give it.</summary>
internal sealed class SmtpSender(
    MailComposer composer, MailTokens tokens, SendMarks marks, SmtpServerAddress address, SmtpDelivery delivery, IAttachmentStore files)
    : IMessageSender
{
    /// <summary>What large providers take, before base64 makes it a third larger.</summary>
    private const long MaxFiles = 20 * 1024 * 1024;

    public string Channel => EmailModule.ChannelName;

    public string Provider => MailReader.ProviderName;

    public ProviderCapabilities Capabilities { get; } = new(SupportsAttachments: true);

    public async Task<SendOutcome> SendAsync(SendMessage message, CancellationToken ct)
    {
        var (loaded, missing) = await LoadAsync(message.Attachments, ct);
        if (missing is not null)
            return new SendOutcome.Rejected(missing, null);
        var (mail, refusal) = composer.Compose(message, loaded);
        if (mail is null)
            return new SendOutcome.Rejected(refusal!, null);
        try
        {
            var (host, port) = await address.FindAsync(ct);
            var outcome = await delivery.DeliverAsync(host, port, mail, () => marks.SetSending(message.MessageId, message.WrittenAt), ct);
            await NoteAsync(message, outcome, ct);
            return outcome;
        }
        catch (HttpRequestException)
        {
            return SmtpOutcome.Unreachable;
        }
    }

    public async Task<SendOutcome?> FindAsync(SendMessage message, CancellationToken ct) => await marks.FindAsync(message.MessageId, message.WrittenAt, ct) switch
    {
        SendMarks.Mark.None => null,
        SendMarks.Mark.Accepted => new SendOutcome.Accepted(tokens.MessageId(message.MessageId)),
        _ => new SendOutcome.Unclear("provider.cannot-be-asked"),
    };

    private async Task NoteAsync(SendMessage message, SendOutcome outcome, CancellationToken ct)
    {
        if (outcome is SendOutcome.Accepted)
            await marks.SetAcceptedAsync(message.MessageId, message.WrittenAt, ct);
        else if (outcome is not SendOutcome.Unclear)
            marks.Clear(message.MessageId, message.WrittenAt);
    }

    private async Task<(IReadOnlyList<MailFile> Files, string? Missing)> LoadAsync(IReadOnlyList<Attachment> attachments, CancellationToken ct)
    {
        var loaded = new List<MailFile>();
        var size = 0L;
        foreach (var attachment in attachments)
        {
            // What is stored elsewhere goes as a link in the text.
            if (attachment.StoredId() is not { } id)
                continue;
            await using var open = await files.OpenAsync(id, ct);
            if (open is null)
                return ([], "attachment.gone");
            size += open.File.Size;
            if (size > MaxFiles)
                return ([], "attachment.too-large");
            using var content = new MemoryStream();
            await open.Content.CopyToAsync(content, ct);
            loaded.Add(new MailFile(attachment.Name ?? open.File.Name, open.File.ContentType, null, content.ToArray()));
        }

        return (loaded, null);
    }
}
