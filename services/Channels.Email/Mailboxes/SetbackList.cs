using MailKit;

namespace Omnichannel.Channels.Email;

/// <summary>
/// Mails of one folder that failed: they wait, longer each time, while the others go on. One that kills every connection would otherwise be
/// the first of each new one.
/// </summary>
internal sealed class SetbackList(TimeProvider time)
{
    /// <summary>The last try but for those that cannot even be fetched: they come again each hour.</summary>
    private const int LastTry = 5;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private readonly Dictionary<UniqueId, (int Failures, DateTimeOffset Until)> _failed = [];

    public int Count => _failed.Count;

    /// <summary>When the next one is due; null = none waits.</summary>
    public DateTimeOffset? NextDue => _failed.Count == 0 ? null : _failed.Values.Min(one => one.Until);

    public bool IsDue(UniqueId mail) => !_failed.TryGetValue(mail, out var setback) || setback.Until <= time.GetUtcNow();

    public bool IsLastTry(UniqueId mail) => _failed.TryGetValue(mail, out var setback) && setback.Failures >= LastTry - 1;

    /// <summary>The first failure may be the connection's or the store's: then it keeps its turn.</summary>
    public void Add(UniqueId mail)
    {
        var failures = _failed.GetValueOrDefault(mail).Failures + 1;
        var wait = failures == 1 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, 15 * Math.Pow(4, Math.Min(failures, 10) - 2)));
        _failed[mail] = (failures, time.GetUtcNow() + wait);
    }

    public void Remove(UniqueId mail) => _failed.Remove(mail);

    /// <summary>Forgets those that are no longer waiting in the mailbox.</summary>
    /// <param name="waiting">Sorted.</param>
    public void Keep(IEnumerable<UniqueId> waiting)
    {
        if (_failed.Count == 0)
            return;
        var there = waiting.ToHashSet();
        foreach (var gone in _failed.Keys.Where(mail => !there.Contains(mail)).ToList())
            _failed.Remove(gone);
    }

    public void Clear() => _failed.Clear();
}
