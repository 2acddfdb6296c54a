using System.Globalization;
using System.Text;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels;

/// <summary>
/// Puts into the text what a channel cannot carry otherwise: choices become numbered lines, files become signed links beneath it. The
/// writer's own words stay as they are; what does not fit is refused with a reason, never cut and never split: only a provider that joins
/// the parts again at the other end may split a text, and it does so itself.
/// </summary>
public static class TextFallback
{
    /// <summary>How long a citizen may take to open a link.</summary>
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(30);

    /// <summary>The message as the channel and the provider can carry it, or why they cannot.</summary>
    /// <param name="links">Null where no links can be made: then files are refused.</param>
    public static (SendMessage? Message, string? Refusal) Fit(
        SendMessage message, ChannelTraits traits, ProviderCapabilities capabilities, AttachmentLinks? links)
    {
        var (text, attachments, details) = (message.Text, message.Attachments, message.Details);
        if (traits.MostButtons == 0 && details?.Choices is { Count: > 0 } choices)
        {
            text = WithChoices(text, choices);
            details = details with { Choices = null };
        }

        if (!capabilities.SupportsAttachments && attachments.Count > 0)
        {
            if (links is null || attachments.Any(attachment => attachment.Problem is not null))
                return (null, "attachments.unsupported");
            text = WithFiles(text, attachments, links);
            attachments = [];
        }

        if (text.Length > traits.MaxText)
            return (null, message.Text.Length > traits.MaxText ? "text.too-long" : "text.too-long-with-additions");
        if (capabilities.MaxParts is { } most && SmsText.SizeOf(SmsText.Compose(text)).Parts > most)
            return (null, "text.too-many-parts");
        return (message with { Text = text, Attachments = attachments, Details = details }, null);
    }

    /// <summary>The text with a numbered line for each choice; the number is the answer.</summary>
    public static string WithChoices(string text, IReadOnlyList<Choice> choices) =>
        WithLines(text, choices.Select((choice, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {choice.Title}")));

    /// <summary>The text with a line for each file: its name and a link.</summary>
    public static string WithFiles(string text, IReadOnlyList<Attachment> attachments, AttachmentLinks links) =>
        WithLines(text, attachments.Select(file => file.Name is { } name ? $"{name}: {links.To(file, LinkLifetime)}" : links.To(file, LinkLifetime)));

    private static string WithLines(string text, IEnumerable<string> lines)
    {
        var whole = new StringBuilder(text);
        foreach (var line in lines)
        {
            if (whole.Length > 0)
                whole.Append('\n');
            whole.Append(line);
        }

        return whole.ToString();
    }
}
