using System.Text.RegularExpressions;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Email;

/// <summary>
/// Reports on mail that we sent: what became of it (RFC 3464, and free-text bounces), that it was read (RFC 8098), that its reader
/// complains (RFC 5965). Which mail it is must be proven by a code of ours, for anybody can write a report; what cannot be tied to one of our
/// messages stays a mail that people can see.
/// </summary>
internal sealed partial class BounceReader(MailTokens tokens)
{
    /// <summary>What a mail reports on messages of ours; null when it is no such report; empty when it says nothing new, such as a delay.</summary>
    public IReadOnlyList<IInboundFact>? Read(ReceivedMail mail, DateTimeOffset heardAt)
    {
        var parts = PartsOf(mail);
        if (parts.Find(part => part.Type == "message/feedback-report") is { } feedback)
            return Complaint(mail, parts, feedback.Fields.FirstOrDefault(MailHeaders.Empty), heardAt);
        if (parts.Find(part => part.Type == "message/disposition-notification") is { } receipt)
            return Receipt(receipt.Fields.FirstOrDefault(MailHeaders.Empty), heardAt);
        var statuses = parts.Where(part => part.Type is "message/delivery-status" or "message/global-delivery-status").ToList();
        var isReport = statuses.Count > 0;
        if (!isReport && !IsBounceInWords(mail))
            return null;
        var blocks = statuses.SelectMany(part => part.Fields).ToList();
        if (MessageOf(mail, parts, blocks) is not { } messageId)
            return null;
        var (state, status) = Outcome(mail, blocks);
        if (state is null)
            return isReport ? [] : null;
        var reason = state == DeliveryState.Failed ? MailStatus.ReasonOf(status, 0) : null;
        return [Report(messageId, state.Value, reason, status, heardAt)];
    }

    /// <summary>A part that reports, as blocks of fields; of a mail that comes back, the first block are its headers.</summary>
    private sealed record ReportPart(string Type, IReadOnlyList<MailHeaders> Fields);

    /// <summary>From the mail itself, or from the files of one that a provider has taken apart.</summary>
    private static List<ReportPart> PartsOf(ReceivedMail mail)
    {
        return mail.Root is { } root
            ? [.. root.All().Where(part => IsReporting(part.Type)).Select(part => new ReportPart(part.Type, FieldsOf(part)))]
            : [.. mail.Body.Files.Where(file => IsReporting(file.ContentType)).Select(file => new ReportPart(file.ContentType, DeliveryStatusFields.Read(file.Content)))];
    }

    private static IReadOnlyList<MailHeaders> FieldsOf(MailPart part) => part.Parts is [var mail] ? [mail.Headers] : DeliveryStatusFields.Read(part.Content());

    private static bool IsReporting(string type) => type is "text/rfc822-headers" || type.StartsWith("message/", StringComparison.Ordinal);

    private DeliveryHeard Report(Guid messageId, DeliveryState state, string? reason, string? status, DateTimeOffset heardAt) =>
        new(null, null, MailReader.ProviderName, tokens.MessageId(messageId), state, reason, status, heardAt);

    /// <summary>Final is what <c>Action</c> says, not the status: a temporary one that lasted too long has failed too.</summary>
    private static (DeliveryState? State, string? Status) Outcome(ReceivedMail mail, List<MailHeaders> blocks)
    {
        var actions = blocks.Where(block => block.Has("Action")).Select(block => (
            Action: block["Action"]!.Split(' ', '(', ';')[0].ToLowerInvariant(),
            Status: MailStatus.In(block["Status"]) ?? MailStatus.In(block["Diagnostic-Code"]))).ToList();
        foreach (var (action, state) in Actions)
        {
            if (actions.Find(one => one.Action == action) is { Action: not null } found)
                return (state, found.Status);
        }

        // A report that does not name the recipient, as some large providers send it: the header says that it failed, the text says why.
        return mail.Headers.Has("X-Failed-Recipients") || IsBounceInWords(mail) ? (DeliveryState.Failed, MailStatus.In(mail.Body.Text)) : (null, null);
    }

    private static readonly string[] Links = ["In-Reply-To", "References"];

    private static readonly (string Action, DeliveryState? State)[] Actions =
    [
        ("failed", DeliveryState.Failed), ("delivered", DeliveryState.Delivered), ("relayed", DeliveryState.Sent), ("expanded", DeliveryState.Sent), ("delayed", null),
    ];

    /// <summary>A free-text bounce: from a mail server, not to be answered, and with a status of failure.</summary>
    private static bool IsBounceInWords(ReceivedMail mail)
    {
        if (mail.Headers.Has("X-Failed-Recipients"))
            return true;
        var from = mail.From?.Local.ToLowerInvariant();
        return from is "mailer-daemon" or "postmaster" or "mail-daemon" && mail.ReturnPath is null or "" && MailStatus.In(mail.Body.Text) is ['5', ..];
    }

    /// <summary>Which of our messages it is about, by what is surest first.</summary>
    private Guid? MessageOf(ReceivedMail mail, List<ReportPart> parts, List<MailHeaders> blocks) =>
        First(mail.Recipients().Select(tokens.MessageOfBounceAddress))
        ?? First(blocks.Select(block => block["Original-Envelope-Id"]).Select(id => id is null ? null : tokens.MessageOfId($"<{id}@envelope>")))
        ?? First(Returned(parts).Select(headers => MessageIds.One(headers["Message-ID"])).Select(id => id is null ? null : tokens.MessageOfId(id)))
        ?? First(Links.SelectMany(mail.Headers.All).SelectMany(MessageIds.Read).Select(tokens.MessageOfId))
        ?? First(OurIds().Matches(mail.Body.Text).Take(20).Select(match => tokens.MessageOfId($"<{match.Value.ToLowerInvariant()}>")));

    /// <summary>The headers of the mail that comes back: whole, or its headers alone.</summary>
    private static IEnumerable<MailHeaders> Returned(List<ReportPart> parts) => parts
        .Where(part => part.Type is "message/rfc822" or "message/global" or "text/rfc822-headers" or "message/rfc822-headers" or "message/global-headers")
        .SelectMany(part => part.Fields.Take(1));

    private List<IInboundFact>? Complaint(ReceivedMail mail, List<ReportPart> parts, MailHeaders fields, DateTimeOffset heardAt)
    {
        if (MessageOf(mail, parts, []) is not { } messageId)
            return null;
        if (fields["Feedback-Type"]?.ToLowerInvariant() is not ("abuse" or "opt-out" or "opt-out-list"))
            return [];
        var addresses = AddressList.Read(DeliveryStatusFields.Untyped(fields["Original-Rcpt-To"])).Concat(Returned(parts).SelectMany(headers => headers.Addresses("To")));
        return addresses.FirstOrDefault() is { } complainer
            ? [new ConsentHeard(
                EmailModule.ChannelName, MailReader.ProviderName, ContactPoint.Of(EmailModule.ChannelName, complainer.Address), false, "complaint",
                messageId.ToString("N"), heardAt)]
            : [];
    }

    private List<IInboundFact>? Receipt(MailHeaders fields, DateTimeOffset heardAt)
    {
        if (MessageIds.One(fields["Original-Message-ID"]) is not { } id || tokens.MessageOfId(id) is not { } messageId)
            return null;
        var isRead = fields["Disposition"]?.Contains("displayed", StringComparison.OrdinalIgnoreCase) == true;
        return isRead ? [Report(messageId, DeliveryState.Read, null, null, heardAt)] : [];
    }

    private static Guid? First(IEnumerable<Guid?> ids) => ids.FirstOrDefault(id => id is not null);

    [GeneratedRegex("[0-9a-f]{32}\\.[0-9a-f]{20}@[0-9a-z.-]{1,253}", RegexOptions.IgnoreCase)]
    private static partial Regex OurIds();
}
