using MailKit;
using MailKit.Net.Imap;
using Microsoft.Extensions.Logging;

namespace Omnichannel.Channels.Email;

/// <summary>
/// Watches one folder of one mailbox over one connection at a time: looks for mails that are not marked, makes one after the other durable,
/// marks it, and waits for the next. What it remembers between connections saves work; nothing depends on it.
/// </summary>
internal sealed partial class FolderWatch(
    Mailbox mailbox, string folderName, MailboxConnections connections, MailboxIntake intake, TimeProvider time, ILogger log)
{
    /// <summary>Half of what servers allow at least (RFC 2177: 29 minutes; some hang up after ten), and how long a dead line goes unnoticed.</summary>
    private static readonly TimeSpan IdleFor = TimeSpan.FromMinutes(5);
    private readonly SetbackList _setbacks = new(time);

    /// <summary>Durable, but marking failed: they are marked, and not fetched again.</summary>
    private readonly HashSet<UniqueId> _durable = [];
    private uint _validity;

    public string Name { get; } = $"{mailbox.Name}/{folderName}";

    /// <summary>How it stands, for health.</summary>
    public WatchState State { get; private set; } = WatchState.Starting;

    public void IsElsewhere() => State = WatchState.Elsewhere;

    public void HasFailed(MailboxFault fault) => State = WatchState.Away(fault.Code);

    /// <summary>Until the connection ends; that is always by an exception.</summary>
    /// <param name="worked">Something went well: whoever counts failures begins anew.</param>
    /// <exception cref="MailboxFault">Why it ended.</exception>
    public async Task RunAsync(Action worked, CancellationToken ct)
    {
        try
        {
            using var client = await connections.OpenAsync(mailbox, ct);
            var folder = await WithinAsync(token => MailboxConnections.OpenFolderAsync(client, mailbox, folderName, token), ct);
            var mark = await WithinAsync(token => mailbox.Mark.PrepareAsync(folder, name => MailboxConnections.FindAsync(client, mailbox, name, token)), ct);
            var arrivals = new Arrivals(folder);
            Log.Watching(log, Name, HasIdle(client) ? "told of new mail" : "polled");
            while (true)
            {
                arrivals.Reset();
                await PassAsync(folder, mark, worked, ct);
                worked();
                State = WatchState.Watched(HasIdle(client), _setbacks.Count);
                await WaitAsync(client, arrivals, ct);
                if (!arrivals.HaveCome)
                    await SelectAgainAsync(folder, ct);
            }
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            throw MailboxFault.Of(exception, mailbox);
        }
    }

    /// <summary>All that is there now. Only numbers are searched for: of 100,000 mails that is less than a megabyte.</summary>
    private async Task PassAsync(IMailFolder folder, MailboxMark.Setting mark, Action worked, CancellationToken ct)
    {
        if (folder.UidValidity != _validity)
        {
            // The numbers mean other mails now. What comes again is known by its own id.
            if (_validity != 0)
                Log.Renumbered(log, Name);
            _validity = folder.UidValidity;
            _setbacks.Clear();
            _durable.Clear();
        }

        var mails = await WithinAsync(token => folder.SearchAsync(mailbox.Waiting, token), ct);
        _setbacks.Keep(mails);
        foreach (var mail in mails.Where(_setbacks.IsDue))
        {
            try
            {
                if (_durable.Contains(mail) || await TakeAsync(folder, mail, ct))
                {
                    _durable.Add(mail);
                    await WithinAsync(token => mark(mail, token), ct);
                    _durable.Remove(mail);
                }

                _setbacks.Remove(mail);
                worked();
            }
            catch when (!ct.IsCancellationRequested)
            {
                _setbacks.Add(mail);
                throw;
            }
        }
    }

    /// <summary>False when the mail is gone meanwhile.</summary>
    private async Task<bool> TakeAsync(IMailFolder folder, UniqueId mail, CancellationToken ct)
    {
        var found = await WithinAsync(token => folder.FetchAsync([mail], MessageSummaryItems.UniqueId | MessageSummaryItems.Size, token), ct);
        if (found is not [{ Size: var told }, ..])
            return false;
        try
        {
            if (!(told > mailbox.MaxSize))
            {
                // Some servers guess the size: what is fetched is bounded whatever they say.
                var bytes = await FetchAsync(token => folder.GetStreamAsync(mail, 0, mailbox.MaxSize + 1, token), ct);
                if (bytes.Length <= mailbox.MaxSize)
                {
                    await intake.TakeAsync(mailbox, bytes, _setbacks.IsLastTry(mail), ct);
                    return true;
                }

                told = (uint)bytes.Length;
            }

            var head = await FetchAsync(token => folder.GetStreamAsync(mail, "HEADER", 0, MimeLimits.HeaderBytes, token), ct);
            await intake.TakeHeadAsync(mailbox, head, told ?? 0, ct);
            return true;
        }
        catch (MessageNotFoundException)
        {
            return false;
        }
    }

    private async Task<byte[]> FetchAsync(Func<CancellationToken, Task<Stream>> open, CancellationToken ct)
    {
        await using var stream = await WithinAsync(open, ct);
        using var buffer = new MemoryStream((int)stream.Length);
        await stream.CopyToAsync(buffer, ct);
        return buffer.GetBuffer().Length == buffer.Length ? buffer.GetBuffer() : buffer.ToArray();
    }

    private async Task WaitAsync(ImapClient client, Arrivals arrivals, CancellationToken ct)
    {
        var wait = HasIdle(client) ? IdleFor : mailbox.PollInterval;
        if (_setbacks.NextDue - time.GetUtcNow() is { } due && due < wait)
            wait = due > TimeSpan.Zero ? due : TimeSpan.Zero;
        if (!HasIdle(client))
        {
            await Task.Delay(wait, time, ct);
            await WithinAsync(client.NoOpAsync, ct);
            return;
        }

        using var done = new CancellationTokenSource(wait, time);
        if (!arrivals.Wake(done))
            await WithinAsync(token => client.IdleAsync(done.Token, token), ct, wait);
    }

    /// <summary>Whoever has a folder open is not always told that it was deleted and made again; selected anew it has its new number.</summary>
    private async Task SelectAgainAsync(IMailFolder folder, CancellationToken ct)
    {
        await WithinAsync(token => folder.CloseAsync(expunge: false, token), ct);
        await WithinAsync(token => folder.OpenAsync(FolderAccess.ReadWrite, token), ct);
    }

    private bool HasIdle(ImapClient client) => mailbox.MayIdle && client.Capabilities.HasFlag(ImapCapabilities.Idle);

    /// <summary>A server that does not answer holds nobody up for ever.</summary>
    private async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken ct, TimeSpan more = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(mailbox.Timeout + more);
        return await ask(patience.Token);
    }

    private Task WithinAsync(Func<CancellationToken, Task> ask, CancellationToken ct, TimeSpan more = default) => WithinAsync<bool>(
        async token =>
        {
            await ask(token);
            return true;
        },
        ct, more);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Mailbox folder {Folder} is watched ({How})")]
        public static partial void Watching(ILogger log, string folder, string how);

        [LoggerMessage(LogLevel.Warning, "Mailbox folder {Folder} has been numbered anew; mail that comes again is known by its own id")]
        public static partial void Renumbered(ILogger log, string folder);
    }
}
