using Microsoft.Extensions.Caching.Memory;

namespace Omnichannel.EventSourcing.EventStoreDb;

/// <summary>
/// Which event ids are in the streams in use. EventStoreDB compares ids only at the version where an append would have written them, and
/// writes a known event again anywhere else: to see a repeat whatever version it expects, one has to know the stream.
/// </summary>
internal sealed class KnownIds : IDisposable
{
    /// <summary>About 60 bytes each.</summary>
    private const int MaxIds = 500_000;

    private readonly MemoryCache _streams = new(new MemoryCacheOptions { SizeLimit = MaxIds });

    /// <summary>What is known of a stream; nothing when it was not in use of late.</summary>
    public StreamIds Of(string stream) => _streams.TryGetValue(stream, out var found) ? (StreamIds)found! : new StreamIds();

    /// <summary>Keeps what was learnt.</summary>
    public void Keep(string stream, StreamIds ids)
    {
        using var entry = _streams.CreateEntry(stream);
        entry.Size = Math.Max(1, ids.Version);
        entry.SlidingExpiration = TimeSpan.FromMinutes(10);
        entry.Value = ids;
    }

    public void Forget(string stream) => _streams.Remove(stream);

    public void Dispose() => _streams.Dispose();
}

/// <summary>The ids of a stream's first events, all of them up to a version.</summary>
internal sealed class StreamIds
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, EventPosition> _places = [];
    private long _version;

    public long Version
    {
        get
        {
            lock (_lock)
                return _version;
        }
    }

    /// <summary>A stream's events never change: anybody who learns the next event may add it.</summary>
    public void Learn(long version, Guid id, long position)
    {
        lock (_lock)
        {
            if (version != _version + 1)
                return;
            _version = version;
            _places[id] = new EventPosition(version, position);
        }
    }

    /// <summary>The newest of these events that stands in the stream already; null when none does.</summary>
    public EventPosition? Find(IEnumerable<NewEvent> events)
    {
        lock (_lock)
        {
            EventPosition? newest = null;
            foreach (var e in events)
            {
                if (_places.TryGetValue(e.Id, out var position) && !(newest?.Version > position.Version))
                    newest = position;
            }

            return newest;
        }
    }
}

/// <param name="Position">0 when it is not known: an append of several events learns the position of the last.</param>
internal readonly record struct EventPosition(long Version, long Position);
