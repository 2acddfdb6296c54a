using System.Globalization;
using System.Text;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels;

/// <summary>
/// Puts into words what a channel cannot carry otherwise: files become signed links beneath the text, choices become numbered lines. The
/// writer's own words stay as they are; what does not fit is refused with a reason, never cut and never split: only a provider that puts
/// the parts together again at the other end may split a text, and it does so itself.
/// </summary>
public static class OutgoingText
{
    /// <summary>How long a citizen may take to open a link.</summary>
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(14);

    /// <summary>The message as the channel can carry it, or why it cannot.</summary>
    /// <param name="links">Null where no links can be made: then files are refused.</param>
    public static (SendMessage? Message, string? Refusal) Fit(SendMessage message, ChannelCapabilities capabilities, AttachmentLinks? links)
    {
        var text = new StringBuilder(message.Text);
        var (attachments, details) = (message.Attachments, message.Details);
        if (!capabilities.SupportsChoices && details?.Choices is { Count: > 0 } choices)
        {
            for (var i = 0; i < choices.Count; i++)
                AddLine(text, string.Create(CultureInfo.InvariantCulture, $"{i + 1} {choices[i].Title}"));
            details = details with { Choices = null };
        }

        if (!capabilities.SupportsAttachments && attachments.Count > 0)
        {
            if (links is null || attachments.Any(attachment => attachment.Problem is not null))
                return (null, "attachments.unsupported");
            foreach (var attachment in attachments)
                AddLine(text, links.To(attachment, LinkLifetime));
            attachments = [];
        }

        var whole = text.ToString();
        if (whole.Length > capabilities.MaxLength)
            return (null, message.Text.Length > capabilities.MaxLength ? "text.too-long" : "text.too-long-with-additions");
        if (capabilities.MaxParts is { } most && SmsText.SizeOf(SmsText.Compose(whole)).Parts > most)
            return (null, "text.too-many-parts");
        return (message with { Text = whole, Attachments = attachments, Details = details }, null);
    }

    private static void AddLine(StringBuilder text, string line)
    {
        if (text.Length > 0)
            text.Append('\n');
        text.Append(line);
    }
}
