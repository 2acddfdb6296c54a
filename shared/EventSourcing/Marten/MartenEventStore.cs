using System.Runtime.CompilerServices;
using Marten;
using Npgsql;

namespace Omnichannel.EventSourcing.Marten;

/// <summary>
/// The log in PostgreSQL as a Marten store: Marten has the tables and the sessions that appends go through. Reading is our own SELECT: it
/// replays twice as many events a second, and Marten fails a whole page for one event of a type that it was not told of (ADR 6).
/// </summary>
internal sealed class MartenEventStore : IEventStore, ILogHead, IEventImport, IAsyncDisposable
{
    private const int PageSize = 1_000;

    private readonly NpgsqlDataSource _database;
    private readonly DocumentStore _store;
    private readonly CoalescingAppender _appender;
    private readonly AppendListener _listener;
    private readonly AppendSignal _signal;
    private int _disposed;

    private MartenEventStore(NpgsqlDataSource database, DocumentStore store, TimeProvider time)
    {
        (_database, _store) = (database, store);
        _signal = new AppendSignal(time);
        var writer = new BatchWriter(store);
        _appender = new CoalescingAppender(batch => WriteAsync(writer, batch));
        _listener = new AppendListener(database, _signal, time);
    }

    /// <summary>
    /// Makes or migrates the tables and checks that the server keeps what it acknowledges. A server with <c>fsync</c>,
    /// <c>full_page_writes</c> or <c>synchronous_commit</c> off, or tables that somebody has changed: <see cref="InvalidOperationException"/>.
    /// </summary>
    public static async Task<MartenEventStore> OpenAsync(string connectionString, TimeProvider time, CancellationToken ct)
    {
        var database = LogConnections.DataSource(connectionString);
        var store = await LogConnections.StoreAsync(database, ct);
        try
        {
            await MartenSchema.EnsureAsync(store, database, ct);
            return new MartenEventStore(database, store, time);
        }
        catch
        {
            await store.DisposeAsync();
            await database.DisposeAsync();
            throw;
        }
    }

    public Task<AppendResult> AppendAsync(AppendRequest request, CancellationToken ct) => _appender.AppendAsync(request, ct);

    public async IAsyncEnumerable<RecordedEvent> ReadStreamAsync(
        StreamName stream, long afterVersion, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = _database.CreateCommand(
            $"SELECT {EventRows.Columns} FROM mt_events WHERE stream_id = $1 AND version > $2 ORDER BY version");
        command.Parameters.AddWithValue(stream.ToString());
        command.Parameters.AddWithValue(afterVersion);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            yield return EventRows.Read(reader);
    }

    public async IAsyncEnumerable<RecordedEvent> ReadAllAsync(
        long afterPosition, EventFilter filter, [EnumeratorCancellation] CancellationToken ct)
    {
        // In pages: a slow reader must not hold a snapshot, and with it the vacuum of the whole database, open for hours.
        // The next page is being fetched while the reader works on this one, so that server and reader need not wait for each other.
        var left = filter.Limit ?? int.MaxValue;
        var next = NextAsync();
        var isAhead = false;
        try
        {
            while (left > 0)
            {
                var asked = Math.Min(left, PageSize);
                var page = await next;
                left -= page.Count;
                if (page.Count > 0)
                    afterPosition = page[^1].Position;
                var isWhole = page.Count == asked;
                if (isWhole)
                    next = NextAsync();
                foreach (var e in page)
                    yield return e;
                // A page that was fetched ahead may have ended at an older head than the one the reader is promised.
                if (!isWhole && !isAhead)
                    yield break;
                if (!isWhole)
                    next = NextAsync();
                isAhead = isWhole;
            }
        }
        finally
        {
            // A reader that leaves early leaves no page behind.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Task<List<RecordedEvent>> NextAsync() =>
            left > 0 ? ReadPageAsync(afterPosition, filter, Math.Min(left, PageSize), ct) : Task.FromResult<List<RecordedEvent>>([]);
    }

    public Task<ImportResult> ImportAsync(IReadOnlyList<ImportedEvent> events, CancellationToken ct) => new MartenImport(_database).ImportAsync(events, ct);

    public async Task<long> HeadAsync(CancellationToken ct)
    {
        await using var command = _database.CreateCommand("SELECT coalesce(max(seq_id), 0) FROM mt_events");
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    public Task WaitBeyondAsync(long position, CancellationToken ct) => _signal.WaitBeyondAsync(position, ct);

    /// <summary>The container disposes it once for each interface it is known by.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        await _appender.DisposeAsync();
        await _listener.DisposeAsync();
        await _store.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task<AppendResult[]> WriteAsync(BatchWriter writer, IReadOnlyList<AppendRequest> batch)
    {
        var results = await writer.WriteAsync(batch);
        // Not waiting for our own notification to come back: followers in this process are awake a round trip earlier.
        var last = results.Where(result => result.Outcome == AppendOutcome.Appended).Select(result => result.Position).DefaultIfEmpty().Max();
        if (last > 0)
            _signal.Pulse(last);
        return results;
    }

    private async Task<List<RecordedEvent>> ReadPageAsync(long after, EventFilter filter, int limit, CancellationToken ct)
    {
        await using var command = _database.CreateCommand(
            $"SELECT {EventRows.Columns} FROM mt_events WHERE seq_id > @after AND {EventRows.NotTombstones}{MartenFilter.Conditions.After(filter)} ORDER BY seq_id LIMIT @limit");
        command.Parameters.AddWithValue("after", after);
        command.Parameters.AddWithValue("limit", limit);
        MartenFilter.Bind(filter, command);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var page = new List<RecordedEvent>();
        while (await reader.ReadAsync(ct))
            page.Add(EventRows.Read(reader));
        return page;
    }
}
