using System.Text.RegularExpressions;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Email;

/// <summary>
/// Reports on mail that we sent: what became of it (RFC 3464, and bounces in free words), that it was read (RFC 8098), that its reader
/// complains (RFC 5965). Which mail it is must be proven by a code of ours, for anybody can write a report; what cannot be tied to one of our
/// messages stays a mail that people can see.
/// </summary>
internal sealed partial class BounceReader(MailTokens tokens)
{
    /// <summary>What a mail reports on messages of ours; null when it is no such report; empty when it says nothing new, such as a delay.</summary>
    public IReadOnlyList<IHeard>? Read(ReceivedMail mail, DateTimeOffset heardAt)
    {
        var parts = mail.Root?.All().ToList() ?? [];
        if (PartOf(parts, "message/feedback-report") is { } feedback)
            return Complaint(mail, parts, feedback, heardAt);
        if (PartOf(parts, "message/disposition-notification") is { } receipt)
            return Receipt(receipt, heardAt);
        var statuses = parts.Where(part => part.Type is "message/delivery-status" or "message/global-delivery-status").ToList();
        var isReport = statuses.Count > 0;
        if (!isReport && !IsBounceInWords(mail))
            return null;
        var blocks = statuses.SelectMany(part => DeliveryStatusFields.Read(part.Content())).ToList();
        if (MessageOf(mail, parts, blocks) is not { } messageId)
            return null;
        var (state, status) = Outcome(mail, blocks);
        if (state is null)
            return isReport ? [] : null;
        var reason = state == DeliveryState.Failed ? MailStatus.ReasonOf(status, 0) : null;
        return [Report(messageId, state.Value, reason, status, heardAt)];
    }

    private DeliveryHeard Report(Guid messageId, DeliveryState state, string? reason, string? status, DateTimeOffset heardAt) =>
        new(null, null, MailReader.ProviderName, tokens.MessageId(messageId), state, reason, status, heardAt);

    /// <summary>Final is what <c>Action</c> says, not the status: a temporary one that lasted too long has failed too.</summary>
    private static (DeliveryState? State, string? Status) Outcome(ReceivedMail mail, List<HeaderList> blocks)
    {
        var actions = blocks.Where(block => block.Has("Action")).Select(block => (
            Action: block["Action"]!.Split(' ', '(', ';')[0].ToLowerInvariant(),
            Status: MailStatus.In(block["Status"]) ?? MailStatus.In(block["Diagnostic-Code"]))).ToList();
        foreach (var (action, state) in Actions)
        {
            if (actions.Find(one => one.Action == action) is { Action: not null } found)
                return (state, found.Status);
        }

        // A report without a word on the recipient, as some large providers send it: the header says that it failed, the words say why.
        return mail.Headers.Has("X-Failed-Recipients") || IsBounceInWords(mail) ? (DeliveryState.Failed, MailStatus.In(mail.Body.Text)) : (null, null);
    }

    private static readonly string[] Links = ["In-Reply-To", "References"];

    private static readonly (string Action, DeliveryState? State)[] Actions =
    [
        ("failed", DeliveryState.Failed), ("delivered", DeliveryState.Delivered), ("relayed", DeliveryState.Sent), ("expanded", DeliveryState.Sent), ("delayed", null),
    ];

    /// <summary>A bounce in free words: from a mail server, for nobody to answer, and with a status of failure.</summary>
    private static bool IsBounceInWords(ReceivedMail mail)
    {
        if (mail.Headers.Has("X-Failed-Recipients"))
            return true;
        var from = mail.From?.Local.ToLowerInvariant();
        return from is "mailer-daemon" or "postmaster" or "mail-daemon" && mail.ReturnPath is null or "" && MailStatus.In(mail.Body.Text) is ['5', ..];
    }

    /// <summary>Which of our messages it is about, by what is surest first.</summary>
    private Guid? MessageOf(ReceivedMail mail, List<MimePart> parts, List<HeaderList> blocks) =>
        First(mail.Recipients().Select(tokens.MessageOfBounceAddress))
        ?? First(blocks.Select(block => block["Original-Envelope-Id"]).Select(id => id is null ? null : tokens.MessageOfId($"<{id}@envelope>")))
        ?? First(Returned(parts).Select(headers => MessageIds.One(headers["Message-ID"])).Select(id => id is null ? null : tokens.MessageOfId(id)))
        ?? First(Links.SelectMany(mail.Headers.All).SelectMany(MessageIds.Read).Select(tokens.MessageOfId))
        ?? First(OurIds().Matches(mail.Body.Text).Take(20).Select(match => tokens.MessageOfId($"<{match.Value.ToLowerInvariant()}>")));

    /// <summary>The headers of the mail that comes back: whole, or its headers alone.</summary>
    private static IEnumerable<HeaderList> Returned(List<MimePart> parts)
    {
        foreach (var part in parts)
        {
            if (part.Type is "message/rfc822" or "message/global" && part.Parts is [var mail, ..])
                yield return mail.Headers;
            else if (part.Type is "text/rfc822-headers" or "message/rfc822-headers" or "message/global-headers" && DeliveryStatusFields.Read(part.Content()) is [var headers, ..])
                yield return headers;
        }
    }

    private List<IHeard>? Complaint(ReceivedMail mail, List<MimePart> parts, MimePart feedback, DateTimeOffset heardAt)
    {
        if (MessageOf(mail, parts, []) is not { } messageId)
            return null;
        var fields = DeliveryStatusFields.Read(feedback.Content()).FirstOrDefault(HeaderList.Empty);
        if (fields["Feedback-Type"]?.ToLowerInvariant() is not ("abuse" or "opt-out" or "opt-out-list"))
            return [];
        var addresses = AddressList.Read(DeliveryStatusFields.Untyped(fields["Original-Rcpt-To"])).Concat(Returned(parts).SelectMany(headers => AddressList.Read(headers["To"])));
        return addresses.FirstOrDefault() is { } complainer
            ? [new ConsentHeard(
                EmailModule.ChannelName, MailReader.ProviderName, ContactPoint.Of(EmailModule.ChannelName, complainer.Address), false, "complaint",
                messageId.ToString("N"), heardAt)]
            : [];
    }

    private List<IHeard>? Receipt(MimePart receipt, DateTimeOffset heardAt)
    {
        var fields = DeliveryStatusFields.Read(receipt.Content()).FirstOrDefault(HeaderList.Empty);
        if (MessageIds.One(fields["Original-Message-ID"]) is not { } id || tokens.MessageOfId(id) is not { } messageId)
            return null;
        var isRead = fields["Disposition"]?.Contains("displayed", StringComparison.OrdinalIgnoreCase) == true;
        return isRead ? [Report(messageId, DeliveryState.Read, null, null, heardAt)] : [];
    }

    private static MimePart? PartOf(List<MimePart> parts, string type) => parts.Find(part => part.Type == type);

    private static Guid? First(IEnumerable<Guid?> ids) => ids.FirstOrDefault(id => id is not null);

    [GeneratedRegex("[0-9a-f]{32}\\.[0-9a-f]{20}@[0-9a-z.-]{1,253}", RegexOptions.IgnoreCase)]
    private static partial Regex OurIds();
}
