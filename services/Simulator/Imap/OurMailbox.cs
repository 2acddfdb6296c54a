namespace Omnichannel.Simulator;

/// <summary>Our own mailbox at the simulated host, in memory: two folders of at most 500 mails each, the oldest go first.</summary>
internal sealed class OurMailbox(TimeProvider time)
{
    private const int MaxMails = 500;
    private readonly Lock _turn = new();
    private readonly Dictionary<string, List<StoredMail>> _folders = new(StringComparer.OrdinalIgnoreCase) { ["INBOX"] = [], ["Archive"] = [] };
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private uint _lastUid;

    /// <summary>The same as long as the process lives: then the mails are gone, and their numbers are given anew.</summary>
    public uint UidValidity { get; } = (uint)(time.GetUtcNow().ToUnixTimeSeconds() & int.MaxValue);

    public IReadOnlyList<string> Folders { get; } = ["INBOX", "Archive"];

    /// <summary>The UID that the next mail gets, in any folder.</summary>
    public uint NextUid
    {
        get
        {
            lock (_turn)
                return _lastUid + 1;
        }
    }

    /// <summary>Ends when a folder has changed since.</summary>
    public Task Changed
    {
        get
        {
            lock (_turn)
                return _changed.Task;
        }
    }

    /// <summary>Puts a mail into a folder.</summary>
    /// <returns>Its UID there.</returns>
    public uint Add(string folder, byte[] mail, IEnumerable<string>? flags = null, DateTimeOffset? at = null)
    {
        lock (_turn)
        {
            var mails = _folders[folder];
            mails.Add(new StoredMail(++_lastUid, mail, at ?? time.GetUtcNow(), new HashSet<string>(flags ?? [], StringComparer.OrdinalIgnoreCase)));
            if (mails.Count > MaxMails)
                mails.RemoveAt(0);
            Tell();
            return _lastUid;
        }
    }

    /// <summary>A folder's mails by UID; null when there is no such folder.</summary>
    public IReadOnlyList<StoredMail>? In(string folder)
    {
        lock (_turn)
            return _folders.TryGetValue(folder, out var mails) ? [.. mails] : null;
    }

    /// <summary>Gives a mail other flags.</summary>
    /// <returns>The mail as it is now; null when it is gone.</returns>
    public StoredMail? Change(string folder, uint uid, Func<IReadOnlySet<string>, IEnumerable<string>> change)
    {
        lock (_turn)
        {
            var mails = _folders[folder];
            var place = mails.FindIndex(mail => mail.Uid == uid);
            if (place < 0)
                return null;
            mails[place] = mails[place] with { Flags = new HashSet<string>(change(mails[place].Flags), StringComparer.OrdinalIgnoreCase) };
            return mails[place];
        }
    }

    public void Remove(string folder, uint uid)
    {
        lock (_turn)
        {
            if (_folders[folder].RemoveAll(mail => mail.Uid == uid) > 0)
                Tell();
        }
    }

    private void Tell()
    {
        _changed.SetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <param name="At">When it arrived.</param>
/// <param name="Flags">Such as <c>\Seen</c>, and keywords.</param>
internal sealed record StoredMail(uint Uid, byte[] Content, DateTimeOffset At, IReadOnlySet<string> Flags)
{
    /// <summary>The head with the empty line that ends it.</summary>
    public ReadOnlyMemory<byte> Head => Content.AsSpan().IndexOf("\r\n\r\n"u8) is >= 0 and var end ? Content.AsMemory(0, end + 4) : Content;
}
