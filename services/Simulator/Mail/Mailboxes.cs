namespace Omnichannel.Simulator;

/// <summary>The citizens' mailboxes, in memory: at most 2,000 mails, the oldest go first.</summary>
internal sealed class Mailboxes(TimeProvider time)
{
    private const int MaxMails = 2_000;
    private readonly Lock _lock = new();
    private readonly LinkedList<MailboxMessage> _mails = new();

    public MailboxMessage Add(MailboxMessage mail)
    {
        mail = mail with { At = time.GetUtcNow() };
        lock (_lock)
        {
            _mails.AddLast(mail);
            if (_mails.Count > MaxMails)
                _mails.RemoveFirst();
        }

        return mail;
    }

    /// <summary>Null when it has been forgotten meanwhile.</summary>
    public MailboxMessage? Change(string mailbox, string messageId, Func<MailboxMessage, MailboxMessage> change)
    {
        lock (_lock)
        {
            for (var place = _mails.Last; place is not null; place = place.Previous)
            {
                if (place.Value.Mailbox == mailbox && place.Value.MessageId == messageId)
                    return place.Value = change(place.Value);
            }

            return null;
        }
    }

    public MailboxMessage? Find(string mailbox, string messageId) => Of(mailbox).FirstOrDefault(mail => mail.MessageId == messageId);

    /// <summary>A mailbox's mails, oldest first.</summary>
    public IReadOnlyList<MailboxMessage> Of(string mailbox)
    {
        lock (_lock)
            return [.. _mails.Where(mail => mail.Mailbox == mailbox)];
    }

    /// <summary>Mailboxes by their last mail, the latest first.</summary>
    public IReadOnlyList<MailboxMessage> Latest()
    {
        lock (_lock)
            return [.. _mails.Reverse().DistinctBy(mail => mail.Mailbox)];
    }
}
