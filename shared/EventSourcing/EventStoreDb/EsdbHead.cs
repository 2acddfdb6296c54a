namespace Omnichannel.EventSourcing.EventStoreDb;

/// <summary>How far the log is known to reach, by our own appends and by the live subscription; wakes those who wait for more.</summary>
internal sealed class EsdbHead(AppendSignal signal)
{
    private long _highest;

    public long Highest => Interlocked.Read(ref _highest);

    /// <param name="position">Of an event that readers of the log get to see, never of one of the server's own.</param>
    public void Reached(long position)
    {
        for (var known = Highest; position > known; known = Highest)
        {
            if (Interlocked.CompareExchange(ref _highest, position, known) != known)
                continue;
            signal.Pulse(position);
            return;
        }
    }

    /// <summary>The log may have grown unheard.</summary>
    public void MayHaveMoved() => signal.Pulse(0);
}
