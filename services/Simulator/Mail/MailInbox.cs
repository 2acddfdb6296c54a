using System.Globalization;

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
        var mail = Add(from, to, SentMail.Read(content));
        if (met.LatencyMs > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(met.LatencyMs), time, ct);
        if (met.Fail == FaultSettings.UnknownNumber)
            _ = BounceAsync(mail);
        return met.Fail == FaultSettings.LostAnswer ? null : string.Create(CultureInfo.InvariantCulture, $"250 2.0.0 OK: queued at {mail.At:HH:mm:ss}");
    }

    /// <summary>The same mail again is the same mail.</summary>
    private MailboxMessage Add(string from, string to, SentMail sent)
    {
        var mailbox = to.ToLowerInvariant();
        return mailboxes.Find(mailbox, sent["message-id"]) ?? mailboxes.Add(new MailboxMessage
        {
            MessageId = sent["message-id"],
            Mailbox = mailbox,
            IsInbound = false,
            Subject = sent["subject"],
            Text = sent.Text,
            AnswerTo = AddressIn(sent["reply-to"] is { Length: > 0 } reply ? reply : sent["from"]),
            ReturnPath = from,
            UnsubscribeUrl = sent["list-unsubscribe-post"] == "List-Unsubscribe=One-Click" ? sent["list-unsubscribe"].Trim('<', '>') : null,
            References = sent["references"].Split(' ', StringSplitOptions.RemoveEmptyEntries),
            State = "received",
        });
    }

    private async Task BounceAsync(MailboxMessage mail)
    {
        await faults.StatusesFlowAsync(CancellationToken.None);
        if (await transport.BringAsync(citizens.Bounce(mail), CancellationToken.None))
            mailboxes.Change(mail.Mailbox, mail.MessageId, current => current with { State = "bounced" });
    }

    private static string AddressIn(string header) =>
        header.LastIndexOf('<') is >= 0 and var start ? header[(start + 1)..].TrimEnd('>', ' ') : header.Trim();
}
