namespace Omnichannel.Conversations;

/// <summary>Lets work with the same key through one at a time, in this process; others side by side (but for the few keys that share a lane).</summary>
internal sealed class KeyedLock
{
    private readonly SemaphoreSlim[] _lanes = [.. Enumerable.Range(0, 1024).Select(_ => new SemaphoreSlim(1, 1))];

    public async Task<IDisposable> AcquireAsync(string key, CancellationToken ct)
    {
        var lane = _lanes[(uint)key.GetHashCode(StringComparison.Ordinal) % _lanes.Length];
        await lane.WaitAsync(ct);
        return new Lease(lane);
    }

    private sealed class Lease(SemaphoreSlim lane) : IDisposable
    {
        public void Dispose() => lane.Release();
    }
}
