namespace Omnichannel.Simulator;

/// <summary>A folder as one dialogue sees it: mails have their place in it until the dialogue is told that one is gone.</summary>
internal sealed class SelectedFolder(OurMailbox mailbox, string name, bool isReadOnly, IReadOnlyList<StoredMail> mails)
{
    private readonly List<uint> _places = [.. mails.Select(mail => mail.Uid)];

    /// <param name="isByUid">UIDs are meant where numbers stand, and told where there is a choice.</param>
    /// <returns>The answer without its tag.</returns>
    /// <exception cref="FormatException">It is not played here.</exception>
    public async Task<string> DoAsync(ImapLine line, string verb, bool isByUid, ImapWords words, CancellationToken ct)
    {
        switch (verb)
        {
            case "SEARCH":
                var key = ImapSearch.Read(words);
                var found = Seen().Where(key).Select(mail => isByUid ? mail.Uid : PlaceOf(mail.Uid));
                await line.SayAsync($"* SEARCH{string.Concat(found.Select(number => $" {number}"))}", ct);
                break;
            case "FETCH":
                await FetchAsync(line, isByUid, words, ct);
                break;
            case "STORE" or "MOVE" or "EXPUNGE" when isReadOnly:
                return "NO [READ-ONLY] the folder was only looked at";
            case "STORE":
                await StoreAsync(line, isByUid, words, ct);
                break;
            case "MOVE":
                if (!await MoveAsync(line, isByUid, words, ct))
                    return "NO [TRYCREATE] there is no such folder";
                break;
            case "EXPUNGE":
                Expunge();
                break;
            case "NOOP" or "CHECK":
                break;
            default:
                return "BAD not played here";
        }

        // Only a command without UID has numbers in it that would mean another mail (RFC 3501, 7.4.1).
        if (isByUid || verb is "NOOP" or "CHECK" or "EXPUNGE")
            await TellAsync(line, ct);
        return "OK done";
    }

    /// <summary>Says which mails are gone and how many there are now.</summary>
    public async Task TellAsync(ImapLine line, CancellationToken ct)
    {
        var there = mailbox.In(name)!.Select(mail => mail.Uid).ToList();
        for (var place = _places.Count; place > 0; place--)
        {
            if (there.Contains(_places[place - 1]))
                continue;
            _places.RemoveAt(place - 1);
            await line.SayAsync($"* {place} EXPUNGE", ct);
        }

        var isMore = there.Count > _places.Count;
        _places.AddRange(there.Skip(_places.Count));
        if (isMore)
            await line.SayAsync($"* {_places.Count} EXISTS", ct);
    }

    public void Expunge()
    {
        foreach (var mail in isReadOnly ? [] : Seen().Where(mail => mail.Flags.Contains("\\Deleted")))
            mailbox.Remove(name, mail.Uid);
    }

    private async Task FetchAsync(ImapLine line, bool isByUid, ImapWords words, CancellationToken ct)
    {
        var chosen = Chosen(words.Next(), isByUid);
        var items = words.NextList().Select(item => item.ToUpperInvariant()).ToList();
        if (isByUid && !items.Contains("UID"))
            items.Insert(0, "UID");
        foreach (var mail in chosen)
        {
            var told = !isReadOnly && items.Exists(ImapFetch.Reads) ? mailbox.Change(name, mail.Uid, flags => flags.Append("\\Seen")) ?? mail : mail;
            await line.SayAsync($"* {PlaceOf(mail.Uid)} FETCH ", ImapFetch.Write(told, items), ct);
        }
    }

    private async Task StoreAsync(ImapLine line, bool isByUid, ImapWords words, CancellationToken ct)
    {
        var chosen = Chosen(words.Next(), isByUid);
        var how = words.Next().ToUpperInvariant();
        var flags = words.NextList();
        foreach (var mail in chosen)
        {
            var changed = mailbox.Change(name, mail.Uid, had => how[0] switch
            {
                '+' => had.Union(flags),
                '-' => had.Except(flags, StringComparer.OrdinalIgnoreCase),
                'F' => flags,
                _ => throw new FormatException(how),
            });
            if (changed is not null && !how.EndsWith(".SILENT", StringComparison.Ordinal))
                await line.SayAsync($"* {PlaceOf(mail.Uid)} FETCH ({(isByUid ? $"UID {mail.Uid} " : "")}{ImapFetch.Flags(changed)})", ct);
        }
    }

    /// <returns>False when there is no such folder.</returns>
    private async Task<bool> MoveAsync(ImapLine line, bool isByUid, ImapWords words, CancellationToken ct)
    {
        var chosen = Chosen(words.Next(), isByUid);
        var to = words.Next();
        if (mailbox.In(to) is null)
            return false;
        var added = new List<uint>();
        foreach (var mail in chosen)
        {
            added.Add(mailbox.Add(to, mail.Content, mail.Flags, mail.At));
            mailbox.Remove(name, mail.Uid);
        }

        if (added.Count > 0)
            await line.SayAsync($"* OK [COPYUID {mailbox.UidValidity} {string.Join(',', chosen.Select(mail => mail.Uid))} {string.Join(',', added)}] moved", ct);
        await TellAsync(line, ct);
        return true;
    }

    private List<StoredMail> Chosen(string numbers, bool isByUid)
    {
        var isIn = ImapSearch.Numbers(numbers, isByUid ? _places.LastOrDefault() : (uint)_places.Count);
        return [.. Seen().Where(mail => isIn(isByUid ? mail.Uid : PlaceOf(mail.Uid)))];
    }

    /// <summary>The mails that this dialogue has been told of.</summary>
    private IEnumerable<StoredMail> Seen() => mailbox.In(name)!.Where(mail => _places.Contains(mail.Uid));

    /// <summary>From 1.</summary>
    private uint PlaceOf(uint uid) => (uint)_places.IndexOf(uid) + 1;
}
