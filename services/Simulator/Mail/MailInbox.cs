using System.Globalization;
using MimeKit;

namespace Omnichannel.Simulator;

/// <summary>Puts a mail of ours into a citizen's mailbox, or fails as the faults say.</summary>
internal sealed class MailInbox(Mailboxes mailboxes, FaultSwitch faults, MailFromCitizen citizens, MailTransport transport, TimeProvider time)
{
    /// <returns>The server's answer; null = the line is cut instead.</returns>
    public async Task<string?> AcceptAsync(string from, string to, byte[] content, CancellationToken ct)
    {
        var met = faults.Next();
        var refusal = met.Fail switch
        {
            FaultSettings.TooMany => "452 4.3.1 Insufficient system storage",
            FaultSettings.Busy => "421 4.3.2 Service not available, try again later",
            FaultSettings.OptedOut => "550 5.7.1 Message refused by recipient",
            _ => null,
        };
        if (refusal is not null)
            return refusal;
        if (met.Fail == FaultSettings.Broken)
            return null;
        using var sent = MimeMessage.Load(new MemoryStream(content), ct);
        var mail = Add(from, to, sent);
        if (met.LatencyMs > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(met.LatencyMs), time, ct);
        if (met.Fail == FaultSettings.UnknownNumber)
            _ = BounceAsync(mail);
        return met.Fail == FaultSettings.LostAnswer ? null : string.Create(CultureInfo.InvariantCulture, $"250 2.0.0 OK: queued at {mail.At:HH:mm:ss}");
    }

    /// <summary>The same mail again is the same mail.</summary>
    private MailboxMessage Add(string from, string to, MimeMessage sent)
    {
        var (mailbox, messageId) = (to.ToLowerInvariant(), $"<{sent.MessageId}>");
        return mailboxes.Find(mailbox, messageId) ?? mailboxes.Add(new MailboxMessage
        {
            MessageId = messageId,
            Mailbox = mailbox,
            IsInbound = false,
            Subject = sent.Subject ?? "",
            Text = (sent.TextBody ?? "").ReplaceLineEndings("\n").TrimEnd('\n'),
            AnswerTo = sent.ReplyTo.Concat(sent.From).OfType<MailboxAddress>().FirstOrDefault()?.Address ?? "",
            ReturnPath = from,
            UnsubscribeUrl = sent.Headers[HeaderId.ListUnsubscribePost] == "List-Unsubscribe=One-Click" ? sent.Headers[HeaderId.ListUnsubscribe]?.Trim('<', '>') : null,
            References = [.. sent.References.Select(id => $"<{id}>")],
            State = "received",
        });
    }

    private async Task BounceAsync(MailboxMessage mail)
    {
        await faults.StatusesFlowAsync(CancellationToken.None);
        if (await transport.BringAsync(citizens.Bounce(mail), CancellationToken.None))
            mailboxes.Change(mail.Mailbox, mail.MessageId, current => current with { State = "bounced" });
    }
}
