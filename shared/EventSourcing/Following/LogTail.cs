using Microsoft.Extensions.Logging;

namespace Omnichannel.EventSourcing;

/// <summary>
/// The newest part of the log, read and deserialized once for all followers of this process. A follower that is further behind reads the log
/// on their own until they get here.
/// </summary>
internal sealed class LogTail(IEventStore store, SubscriptionProgress progress, ILogger<LogTail> log) : IDisposable
{
    /// <summary>What is kept at most: enough for a follower that is a few batches slower than the fastest, and a bound for the memory it takes.</summary>
    private const int MaxEvents = 8 * Subscription.BatchSize;
    private const long MaxBytes = 16 << 20;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly LinkedList<FollowedPage> _pages = new();
    private long _bytes;
    private int _count;

    /// <summary>The next events above <paramref name="after"/>; an empty page that ends there when there are none.</summary>
    public async Task<FollowedPage> NextAsync(long after, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            if (Find(after) is { } known)
                return known;
            if (_pages.Last is not { } last || last.Value.To <= after)
                return await ReadOnAsync(after, ct);
        }
        finally
        {
            _turn.Release();
        }

        return await FollowedPage.ReadAsync(store, after, Subscription.BatchSize, log, ct);
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>What is kept from there on, up to a batch: a slower follower takes more at once.</summary>
    private FollowedPage? Find(long after)
    {
        var node = _pages.Last;
        while (node is not null && node.Value.From > after)
            node = node.Previous;
        if (node is null || node.Value.To <= after)
            return null;
        var found = node.Value.After(after);
        while (node.Next is { } next && found.Events.Count + next.Value.Events.Count <= Subscription.BatchSize)
            (found, node) = (found.With(next.Value), next);
        return found with { IsLast = found.IsLast && node.Next is null };
    }

    private async Task<FollowedPage> ReadOnAsync(long after, CancellationToken ct)
    {
        var page = await FollowedPage.ReadAsync(store, after, Subscription.BatchSize, log, ct);
        if (page.To == after)
            return page;
        // Nobody read what lies between: pages that do not touch are of no use to anybody who is behind.
        if (_pages.Last is { } last && last.Value.To != after)
            Forget();
        _pages.AddLast(page);
        (_bytes, _count) = (_bytes + page.Bytes, _count + page.Events.Count);
        // What all have passed is not needed again, and what lives long costs the garbage collector a longer pause.
        var passed = progress.All.Select(checkpoint => checkpoint.Position).DefaultIfEmpty().Min();
        while (_pages.Count > 1 && (_bytes > MaxBytes || _count > MaxEvents || _pages.First!.Value.To <= passed))
        {
            (_bytes, _count) = (_bytes - _pages.First!.Value.Bytes, _count - _pages.First.Value.Events.Count);
            _pages.RemoveFirst();
        }

        return page;
    }

    private void Forget()
    {
        _pages.Clear();
        (_bytes, _count) = (0, 0);
    }
}
