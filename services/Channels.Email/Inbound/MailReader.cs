using MimeKit.Utils;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Email;

/// <summary>Turns a mail into facts: a citizen's message, a report on one of ours, or a complaint. Pure and total.</summary>
internal sealed class MailReader(EmailAccount options, MailTokens tokens, BounceReader bounces)
{
    /// <summary>
    /// All mail shares one space of message ids, over SMTP or from a provider: the same mail received twice is one message, and an answer finds
    /// what it answers.
    /// </summary>
    public const string ProviderName = "smtp";

    /// <summary>Characters of text in the log; the rest of a longer mail comes as a file.</summary>
    private const int MaxText = 200_000;
    private const int MaxSubject = 2_000;
    private const int MaxReferences = 20;

    /// <summary>Reads a mail as it stands in mail servers.</summary>
    public WebhookResult Read(byte[] raw, DateTimeOffset heardAt)
    {
        var reading = MimeReading.Of(raw);
        return reading.Root is { } root ? Read(ReceivedMail.Of(root), heardAt) : WebhookResult.Parked(reading.Problem!);
    }

    public WebhookResult Read(ReceivedMail mail, DateTimeOffset heardAt)
    {
        if (bounces.Read(mail, heardAt) is { } reports)
            return WebhookResult.Of(reports);
        if (mail.From is not { } from)
            return WebhookResult.Parked("mail.sender-missing");
        var conversation = mail.Recipients().Select(tokens.ConversationOf).FirstOrDefault(id => id is not null);
        var to = OurAddress(mail);
        var providerMessageId = $"{MessageIdOf(mail, from)} {(conversation is { } named ? named.ToString("N") : to)}";
        var messageId = MessageHeard.IdOf(EmailModule.ChannelName, ProviderName, providerMessageId);
        var content = MailContent.Of(mail.Body, messageId, MaxText);
        var message = new MessageHeard(
            messageId, EmailModule.ChannelName, ProviderName, providerMessageId, ContactPoint.Of(EmailModule.ChannelName, from.Address), to,
            content.Text, [.. content.Files.Select(file => file.ToAttachment())], LanguageOf(mail.Headers), DateOf(mail.Headers), heardAt, [], null)
        {
            Details = new MessageDetails
            {
                Subject = mail.Headers["Subject"] is { Length: > 0 } subject ? subject[..Math.Min(subject.Length, MaxSubject)] : null,
                SenderName = from.Name,
                InReplyTo = MessageIds.Read(mail.Headers["In-Reply-To"]) is [var answered, ..] ? answered : null,
                IsAutomatic = AutomaticMail.Is(mail, options),
                SafeHtml = content.SafeHtml,
                IsAuthenticated = mail.IsAuthenticated ?? SenderProof.IsProven(mail.Headers, options.AuthservId),
            },
            Thread = ThreadOf(mail.Headers, conversation),
        };
        return WebhookResult.Of(message) with { Files = content.Files };
    }

    /// <summary>The message's own id; without one, what makes this mail the same when it comes again.</summary>
    private static string MessageIdOf(ReceivedMail mail, MailAddress from) => MessageIds.One(mail.Headers["Message-ID"])
        ?? DerivedId.From("mail", from.Address, mail.Headers["Date"] ?? "", mail.Headers["Subject"] ?? "", mail.Body.Text, mail.Body.Html ?? "").ToString("N");

    /// <summary>The mailbox of ours that it came to. An address that we made is none: then the one we send from.</summary>
    private string OurAddress(ReceivedMail mail)
    {
        var real = mail.Recipients().Where(address => !MailTokens.IsOurKind(address)).Select(address => address.ToLowerInvariant());
        return mail.Recipients().Any(address => tokens.ConversationOf(address) is not null)
            ? options.From.Address.ToLowerInvariant()
            : real.FirstOrDefault(options.IsOurs) ?? (mail.EnvelopeTo is [var first, ..] ? first.ToLowerInvariant() : options.From.Address.ToLowerInvariant());
    }

    private static ThreadHint? ThreadOf(MailHeaders headers, Guid? conversation)
    {
        // Nearest first: what is answered, then what came before it, the latest before the earlier.
        var references = headers.All("In-Reply-To").SelectMany(MessageIds.Read)
            .Concat(headers.All("References").SelectMany(MessageIds.Read).Reverse()).Distinct(StringComparer.Ordinal).Take(MaxReferences).ToList();
        return conversation is null && references.Count == 0 ? null : new ThreadHint(conversation, references);
    }

    private static DateTimeOffset? DateOf(MailHeaders headers) =>
        headers["Date"] is { Length: <= 200 } date && DateUtils.TryParse(date, out var at) ? at.ToUniversalTime() : null;

    private static string? LanguageOf(MailHeaders headers) =>
        headers["Content-Language"]?.Split(',')[0].Trim() is { Length: > 1 and <= 20 } language && language.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? language
            : null;
}
