using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Omnichannel.EventSourcing.Sqlite;

/// <summary>The embedded log: one SQLite file in WAL mode with <c>synchronous=FULL</c>, one writer, any number of readers.</summary>
internal sealed class SqliteEventStore : IEventStore, ILogHead, IEventImport, IAsyncDisposable
{
    private const int PageSize = 1_000;
    private readonly SqliteConnections _connections;
    private readonly SqliteBatchWriter _writer;
    private readonly CoalescingAppender _appender;
    private readonly AppendSignal _signal;
    private readonly SqliteCheckpoints? _checkpoints;
    private int _disposed;

    /// <param name="path">The file, made when missing, or <c>:memory:</c>.</param>
    public SqliteEventStore(string path, TimeProvider time)
    {
        _connections = new SqliteConnections(path);
        _signal = new AppendSignal(time);
        using (var lease = _connections.Acquire())
        using (var schema = lease.Connection.CreateCommand())
        {
            schema.CommandText = SqlResource.Read("Sqlite.schema.sql");
            schema.ExecuteNonQuery();
        }

        if (!_connections.IsMemory)
            _checkpoints = new SqliteCheckpoints(_connections.Open);
        _writer = new SqliteBatchWriter(_connections);
        _appender = new CoalescingAppender(Write);
    }

    public Task<AppendResult> AppendAsync(AppendRequest request, CancellationToken ct) => _appender.AppendAsync(request, ct);

    public async IAsyncEnumerable<RecordedEvent> ReadStreamAsync(
        StreamName stream, long afterVersion, [EnumeratorCancellation] CancellationToken ct)
    {
        var name = stream.ToString();
        while (true)
        {
            var page = await ReadPageAsync(
                $"SELECT * FROM events WHERE stream = $stream AND version > $after ORDER BY version LIMIT {PageSize}",
                command =>
                {
                    command.Parameters.AddWithValue("$stream", name);
                    command.Parameters.AddWithValue("$after", afterVersion);
                },
                PageSize,
                ct);
            foreach (var e in page)
                yield return e;
            if (page.Count < PageSize)
                yield break;
            afterVersion = page[^1].Version;
        }
    }

    public async IAsyncEnumerable<RecordedEvent> ReadAllAsync(
        long afterPosition, EventFilter filter, [EnumeratorCancellation] CancellationToken ct)
    {
        var left = filter.Limit ?? int.MaxValue;
        while (left > 0)
        {
            var limit = Math.Min(left, PageSize);
            var page = await ReadPageAsync(
                $"SELECT * FROM events WHERE position > $after{SqliteFilter.Conditions.After(filter)} ORDER BY position LIMIT {PageSize}",
                command =>
                {
                    command.Parameters.AddWithValue("$after", afterPosition);
                    SqliteFilter.Bind(filter, command);
                },
                limit,
                ct);
            foreach (var e in page)
                yield return e;
            if (page.Count < limit)
                yield break;
            left -= page.Count;
            afterPosition = page[^1].Position;
        }
    }

    public async Task<ImportResult> ImportAsync(IReadOnlyList<ImportedEvent> events, CancellationToken ct)
    {
        ImportResult result;
        using (var lease = await _connections.AcquireAsync(ct))
            result = SqliteImport.Write(lease.Connection, events);
        _checkpoints?.Committed();
        if (result.Appended > 0)
            _signal.Pulse(result.Position);
        return result;
    }

    public async Task<long> HeadAsync(CancellationToken ct)
    {
        using var lease = await _connections.AcquireAsync(ct);
        return (long)lease.Session.Command("SELECT coalesce(max(position), 0) FROM events").ExecuteScalar()!;
    }

    public Task WaitBeyondAsync(long position, CancellationToken ct) => _signal.WaitBeyondAsync(position, ct);

    /// <summary>The container disposes it once for each interface it is known by.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        await _appender.DisposeAsync();
        if (_checkpoints is not null)
            await _checkpoints.DisposeAsync();
        _writer.Dispose();
        _connections.Dispose();
    }

    private AppendResult[] Write(IReadOnlyList<AppendRequest> batch)
    {
        var results = _writer.Write(batch);
        _checkpoints?.Committed();
        var last = results.Where(result => result.Outcome == AppendOutcome.Appended).Select(result => result.Position).DefaultIfEmpty().Max();
        if (last > 0)
            _signal.Pulse(last);
        return results;
    }

    /// <summary>
    /// Up to <paramref name="limit"/> events; rows beyond it are not even looked for. The limit in the text is the same for all: one that is
    /// bound is part of SQLite's plan, so that each use would prepare the statement again.
    /// </summary>
    private async Task<List<RecordedEvent>> ReadPageAsync(string sql, Action<SqliteCommand> bind, int limit, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var lease = await _connections.AcquireAsync(ct);
        var command = lease.Session.Command(sql);
        command.Parameters.Clear();
        bind(command);
        using var reader = command.ExecuteReader();
        var page = new List<RecordedEvent>();
        while (page.Count < limit && reader.Read())
            page.Add(SqliteRows.Read(reader));
        return page;
    }
}
