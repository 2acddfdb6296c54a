using System.Text;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;

namespace Omnichannel.Testing;

/// <summary>One user's mailbox, as the user's own mail program sees it.</summary>
/// <param name="Path">Where a mail server delivers: a maildir.</param>
public sealed record DovecotMailbox(int Port, string User, string Path)
{
    public const string Inbox = "INBOX";
    private static int _delivered;

    /// <summary>Delivers a mail, byte for byte, as a mail server does: it is there at once and as a whole.</summary>
    /// <param name="mail">With any line ends.</param>
    /// <param name="isSeen">Somebody has read it already.</param>
    /// <param name="at">When it arrived; null = now.</param>
    public void Put(string mail, string folder = Inbox, bool isSeen = false, DateTimeOffset? at = null)
    {
        var home = folder == Inbox ? Path : System.IO.Path.Combine(Path, $".{folder}");
        // Numbered in this order: names begin with a time.
        var name = $"{1_700_000_000 + Interlocked.Increment(ref _delivered)}.M0P{Environment.ProcessId}.test";
        var draft = System.IO.Path.Combine(home, "tmp", name);
        File.WriteAllText(draft, mail.ReplaceLineEndings("\r\n"), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        if (at is { } time)
            File.SetLastWriteTimeUtc(draft, time.UtcDateTime);
        File.Move(draft, isSeen ? System.IO.Path.Combine(home, "cur", $"{name}:2,S") : System.IO.Path.Combine(home, "new", name));
    }

    /// <summary>What is in a folder: each mail's Message-ID with its marks, such as <c>m1@home.example Seen</c>.</summary>
    public Task<List<string>> MailsAsync(string folder = Inbox) => DoAsync(async client =>
    {
        var opened = await client.GetFolderAsync(folder);
        await opened.OpenAsync(FolderAccess.ReadOnly);
        var mails = await opened.FetchAsync(0, -1, MessageSummaryItems.Flags | MessageSummaryItems.Envelope);
        return mails.Select(mail => string.Join(' ', [mail.Envelope!.MessageId!, .. Words(mail)])).ToList();
    });

    public Task CreateAsync(string folder) => DoAsync(async client => await client.GetFolder(client.PersonalNamespaces[0]).CreateAsync(folder, isMessageFolder: true));

    public Task DeleteAsync(string folder) => DoAsync(async client =>
    {
        await (await client.GetFolderAsync(folder)).DeleteAsync();
        return true;
    });

    /// <summary>Takes a flag from every mail.</summary>
    public Task UnmarkAsync(MessageFlags flag) => DoAsync(async client =>
    {
        await client.Inbox.OpenAsync(FolderAccess.ReadWrite);
        await client.Inbox.RemoveFlagsAsync([.. Enumerable.Range(0, client.Inbox.Count)], flag, silent: true);
        return true;
    });

    private static IEnumerable<string> Words(IMessageSummary mail) =>
        [.. Enum.GetValues<MessageFlags>().Where(flag => flag is not (MessageFlags.None or MessageFlags.Recent) && mail.Flags!.Value.HasFlag(flag)).Select(flag => $"{flag}"), .. mail.Keywords.Order(StringComparer.Ordinal)];

    private async Task<T> DoAsync<T>(Func<ImapClient, Task<T>> act)
    {
        using var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", Port, SecureSocketOptions.None);
        await client.AuthenticateAsync(User, Dovecot.Password);
        var done = await act(client);
        await client.DisconnectAsync(quit: true);
        return done;
    }
}
