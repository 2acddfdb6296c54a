namespace Omnichannel.Channels.Email;

/// <summary>Bytes of mail that all connections together hold in memory: many slow senders must not fill it.</summary>
internal sealed class DataBudget(long limit)
{
    private long _used;

    /// <summary>False when there is no room now.</summary>
    public bool TryAcquire(long bytes)
    {
        if (Interlocked.Add(ref _used, bytes) <= limit)
            return true;
        Interlocked.Add(ref _used, -bytes);
        return false;
    }

    public void Return(long bytes) => Interlocked.Add(ref _used, -bytes);
}
