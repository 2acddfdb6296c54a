using Microsoft.Extensions.Caching.Memory;

namespace Omnichannel.EventSourcing;

/// <summary>
/// Remembers the folded state of streams in use, so that a command on a busy stream costs one append and no read. A remembered state may
/// be old: the append's expected version finds out, and whatever is not appended is decided again on a fresh one.
/// </summary>
public sealed class StreamStates : IDisposable
{
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = 20_000 });

    internal bool TryGet<TState>(StreamName stream, out StreamState<TState> state)
        where TState : class
    {
        if (_cache.TryGetValue(stream, out var found) && found is StreamState<TState> known)
        {
            state = known;
            return true;
        }

        state = null!;
        return false;
    }

    internal void Remember<TState>(StreamName stream, StreamState<TState> state)
        where TState : class
    {
        using var entry = _cache.CreateEntry(stream);
        entry.Size = 1;
        entry.SlidingExpiration = TimeSpan.FromMinutes(10);
        entry.Value = state;
    }

    public void Dispose() => _cache.Dispose();
}

/// <summary>A folded stream: its state, version, and the position of its last event.</summary>
internal sealed record StreamState<TState>(TState State, long Version, long Position)
    where TState : class;
