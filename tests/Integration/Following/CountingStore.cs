using System.Runtime.CompilerServices;
using Omnichannel.EventSourcing;

namespace Omnichannel.Integration.Following;

/// <summary>A store that counts how often the whole log is read, and how many events come out of it.</summary>
internal sealed class CountingStore(IEventStore inner) : IEventStore
{
    public int Reads { get; private set; }

    public int Events { get; set; }

    public Task<AppendResult> AppendAsync(AppendRequest request, CancellationToken ct) => inner.AppendAsync(request, ct);

    public IAsyncEnumerable<RecordedEvent> ReadStreamAsync(StreamName stream, long afterVersion, CancellationToken ct) =>
        inner.ReadStreamAsync(stream, afterVersion, ct);

    public async IAsyncEnumerable<RecordedEvent> ReadAllAsync(long afterPosition, EventFilter filter, [EnumeratorCancellation] CancellationToken ct)
    {
        Reads++;
        await foreach (var recorded in inner.ReadAllAsync(afterPosition, filter, ct))
        {
            Events++;
            yield return recorded;
        }
    }
}
