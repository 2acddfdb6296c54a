namespace Omnichannel.Channels.WebChat;

/// <summary>How often somebody may do something: so many times in any window of time.</summary>
/// <param name="most">Times; 0 = as often as they like.</param>
internal sealed class RateLimit(TimeProvider time, int most, TimeSpan window)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<long>> _done = [];
    private long _sweptAt = time.GetTimestamp();

    /// <summary>Zero when it may be done now, else how long to wait. What was refused does not count.</summary>
    public TimeSpan TryAcquire(string who)
    {
        if (most == 0)
            return TimeSpan.Zero;
        lock (_gate)
        {
            Sweep();
            if (!_done.TryGetValue(who, out var done))
                _done[who] = done = new Queue<long>();
            DropOld(done);
            if (done.Count >= most)
                return window - time.GetElapsedTime(done.Peek());
            done.Enqueue(time.GetTimestamp());
            return TimeSpan.Zero;
        }
    }

    /// <summary>Forgets the silent, once in a window: so there are never more entries than were busy in the last two.</summary>
    private void Sweep()
    {
        if (time.GetElapsedTime(_sweptAt) < window)
            return;
        _sweptAt = time.GetTimestamp();
        foreach (var (who, done) in _done)
        {
            DropOld(done);
            if (done.Count == 0)
                _done.Remove(who);
        }
    }

    private void DropOld(Queue<long> done)
    {
        while (done.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= window)
            done.Dequeue();
    }
}
