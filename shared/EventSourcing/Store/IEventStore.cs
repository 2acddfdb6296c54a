namespace Omnichannel.EventSourcing;

/// <summary>
/// The append-only log. There is no "any version": every append says what it expects, for only then is a retry safe on every store.
/// A store that is away throws <see cref="System.Data.Common.DbException"/>; nothing it acknowledged is ever lost.
/// </summary>
public interface IEventStore
{
    /// <summary>
    /// An event id is known again in whatever stream it comes. False where only its own stream is known (EventStoreDB): who needs to know of
    /// another looks there.
    /// </summary>
    bool KnowsIdsAcrossStreams => true;

    /// <summary>
    /// Appends all events of the request or none, durably before it returns. An event id that is in the log already makes the request a
    /// repeat, whatever version it expects. Where ids are not known across streams, only an id in the same stream does (ADR 14).
    /// </summary>
    Task<AppendResult> AppendAsync(AppendRequest request, CancellationToken ct);

    /// <summary>The events of one stream with a version above <paramref name="afterVersion"/>, oldest first; none when there is no stream.</summary>
    IAsyncEnumerable<RecordedEvent> ReadStreamAsync(StreamName stream, long afterVersion, CancellationToken ct);

    /// <summary>
    /// The events of the whole log with a position above <paramref name="afterPosition"/> that pass the filter, in position order, up to
    /// the head at the time the reader gets there.
    /// </summary>
    IAsyncEnumerable<RecordedEvent> ReadAllAsync(long afterPosition, EventFilter filter, CancellationToken ct);
}
