using System.Globalization;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Email;

/// <summary>From an order to a mail, or to the reason why it cannot be one.</summary>
internal sealed class MailComposer(EmailAccount options, MailTokens tokens)
{
    private const int MaxReferences = 20;

    /// <summary>Exactly one of the two is null.</summary>
    public (OutgoingMail? Mail, string? Refusal) Compose(SendMessage message, IReadOnlyList<MailFile> files)
    {
        var to = WithAsciiDomain(message.To.Address);
        if (to is null || !MailAddress.IsPlain(to))
            return (null, "recipient.bad-address");
        var subject = SubjectOf(message);
        var unsubscribe = message.Details?.UnsubscribeUrl;
        if (HasControl(subject) || (unsubscribe is not null && !IsPlainUrl(unsubscribe)))
            return (null, "header.unsafe");
        return (new OutgoingMail(
            FromOf(message), to, subject, tokens.MessageId(message.MessageId), ReferencesOf(message.Thread), tokens.ReplyAddress(message.ConversationId),
            tokens.BounceAddress(message.MessageId), message.Details?.IsAutomatic == true, unsubscribe, message.WrittenAt, TextOf(message), files), null);
    }

    /// <summary>The mailbox that the citizen wrote to, if it is one of ours; our name stays beside it.</summary>
    private MailAddress FromOf(SendMessage message) =>
        message.From is { } ours && options.IsOurs(ours) && MailAddress.IsPlain(ours) && !MailTokens.IsOurKind(ours) ? options.From with { Address = ours } : options.From;

    private string SubjectOf(SendMessage message)
    {
        if (message.Details?.Subject is { Length: > 0 } own)
            return own;
        var thread = message.Thread?.Subject?.Trim();
        if (string.IsNullOrEmpty(thread))
            return string.Create(CultureInfo.InvariantCulture, $"Your message to {options.From.Name ?? options.From.Address}");
        // Mail programs recognise their own language's prefix too; a second one in front would only pile up.
        return thread.IndexOf(':', StringComparison.Ordinal) is > 0 and <= 3 ? thread : $"Re: {thread}";
    }

    /// <summary>First and last ones, where they are many: the first holds the thread together, the last are what is answered (RFC 5322, 3.6.4).</summary>
    private static List<string> ReferencesOf(ReplyThread? thread)
    {
        var ids = thread?.References.SelectMany(MessageIds.Read).Distinct(StringComparer.Ordinal).ToList() ?? [];
        return ids.Count <= MaxReferences ? ids : [ids[0], .. ids[^(MaxReferences - 1)..]];
    }

    private static string TextOf(SendMessage message)
    {
        var lines = new List<string> { message.Text };
        lines.AddRange(message.Attachments.Where(file => file.StoredId() is null).Select(file => $"\n{file.Name} {file.Url}".TrimEnd()));
        return string.Join("\n", lines);
    }

    private static string? WithAsciiDomain(string address)
    {
        var at = address.LastIndexOf('@');
        if (at <= 0)
            return null;
        try
        {
            return address[..(at + 1)] + new IdnMapping().GetAscii(address[(at + 1)..]);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool HasControl(string text) => text.Any(char.IsControl);

    private static bool IsPlainUrl(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "https" or "http" && url.Length <= 900
        && System.Text.Ascii.IsValid(url) && !url.Any(c => c <= ' ' || c is '<' or '>' or '\x7f');
}
