using System.Collections.Concurrent;

namespace Omnichannel.Channels.WhatsApp;

/// <summary>
/// How fast one of our numbers writes to one person: Meta allows a burst, then one message in some seconds, and counts what is beyond that
/// against the number. Kept here so that nobody gets there; counted for the people written to lately only.
/// </summary>
/// <param name="burst">Messages at once after a silence.</param>
/// <param name="pace">The time in which one more may go.</param>
internal sealed class PairThrottle(int burst, TimeSpan pace, TimeProvider time)
{
    private const int MostPairs = 10_000;

    /// <summary>When each pair will have used nothing of its burst.</summary>
    private readonly ConcurrentDictionary<(string From, string To), DateTimeOffset> _fullAgainAt = new();

    /// <summary>Takes one message's turn; null = now, else how long to wait before asking again.</summary>
    public TimeSpan? Reserve(string from, string to)
    {
        var now = time.GetUtcNow();
        if (_fullAgainAt.Count >= MostPairs)
            Forget(now);
        TimeSpan? wait = null;
        _fullAgainAt.AddOrUpdate((from, to), now + pace, (_, before) =>
        {
            var next = (before > now ? before : now) + pace;
            wait = next - now - burst * pace is { Ticks: > 0 } late ? late : null;
            return wait is null ? next : before;
        });
        return wait;
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var pair in _fullAgainAt.Where(pair => pair.Value <= now))
            _fullAgainAt.TryRemove(pair);
    }
}
