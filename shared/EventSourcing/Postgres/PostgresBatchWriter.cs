using System.Text;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Omnichannel.EventSourcing.Postgres;

/// <summary>
/// Writes a batch of appends in one round trip and one transaction: lock, judge and insert, sequence, notification. The advisory lock makes
/// position order commit order over all processes; it is paid once per batch. Called by one caller at a time.
/// </summary>
/// <param name="first">What a batch does first: <see cref="Lock"/>, except in the benchmark that measures what it costs.</param>
internal sealed class PostgresBatchWriter(NpgsqlDataSource database, string first = PostgresBatchWriter.Lock) : IAsyncDisposable
{
    /// <summary>Two-integer key space: disjoint from the one-key locks Marten takes.</summary>
    internal const string Lock = "SELECT pg_advisory_xact_lock(1329485129, 1)";

    /// <summary>
    /// Last, and after the insert has succeeded: a sequence ahead of committed events makes Marten's daemon skip them. It cannot be set to 0.
    /// </summary>
    internal const string AlignSequence =
        "SELECT setval('mt_events_sequence', max(seq_id)), pg_notify('omnichannel_log', max(seq_id)::text) FROM mt_events HAVING max(seq_id) IS NOT NULL";

    private static readonly string Append = SqlResource.Read("Postgres.append.sql");

    /// <summary>
    /// Planned once, for reading and planning the append takes four times as long as running it. Without sequential scans, because a plan made
    /// for empty tables is kept when they have grown; that goes for the foreign key's own lookups too.
    /// </summary>
    private const string Settings = "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off";

    private NpgsqlConnection? _connection;
    private NpgsqlBatch? _commands;

    public async Task<AppendResult[]> WriteAsync(IReadOnlyList<AppendRequest> batch)
    {
        try
        {
            var commands = _commands ??= await PrepareAsync();
            Bind(commands.BatchCommands[1].Parameters, batch);
            await using var reader = await commands.ExecuteReaderAsync();
            await reader.NextResultAsync();
            var results = new AppendResult[batch.Count];
            while (await reader.ReadAsync())
                results[reader.GetInt32(0)] = new AppendResult((AppendOutcome)reader.GetInt32(1), reader.GetInt64(2), reader.GetInt64(3));
            // To the end: an error of the last command, or of the commit, shows only here.
            while (await reader.NextResultAsync())
            {
            }

            return results;
        }
        catch
        {
            // Whatever it was, the next batch begins on a connection that is known to be well.
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_commands is not null)
            await _commands.DisposeAsync();
        if (_connection is not null)
            await _connection.DisposeAsync();
        (_commands, _connection) = (null, null);
    }

    /// <summary>A connection of its own, kept: what is set and prepared on it holds.</summary>
    private async Task<NpgsqlBatch> PrepareAsync()
    {
        _connection = await database.OpenConnectionAsync();
        await using (var settings = new NpgsqlCommand(Settings, _connection))
            await settings.ExecuteNonQueryAsync();
        // Without an explicit transaction Npgsql sends the whole batch before one Sync: PostgreSQL runs it as one transaction.
        var commands = new NpgsqlBatch(_connection);
        commands.BatchCommands.Add(new NpgsqlBatchCommand(first));
        commands.BatchCommands.Add(new NpgsqlBatchCommand(Append));
        commands.BatchCommands.Add(new NpgsqlBatchCommand(AlignSequence));
        Bind(commands.BatchCommands[1].Parameters, []);
        await commands.PrepareAsync();
        return commands;
    }

    private static void Bind(NpgsqlParameterCollection parameters, IReadOnlyList<AppendRequest> batch)
    {
        var events = batch.SelectMany((request, ordinal) => request.Events.Select(e => (ordinal, e))).ToArray();
        parameters.Clear();
        parameters.AddRange((NpgsqlParameter[])
        [
            Column(NpgsqlDbType.Integer, Enumerable.Range(0, batch.Count)),
            Column(NpgsqlDbType.Varchar, batch.Select(request => request.Stream.ToString())),
            Column(NpgsqlDbType.Bigint, batch.Select(request => request.ExpectedVersion)),
            Column(NpgsqlDbType.Varchar, batch.Select(request => request.Stream.Category)),
            Column(NpgsqlDbType.Integer, events.Select(pair => pair.ordinal)),
            Column(NpgsqlDbType.Uuid, events.Select(pair => pair.e.Id)),
            Column(NpgsqlDbType.Varchar, events.Select(pair => pair.e.Type)),
            Column(NpgsqlDbType.Jsonb, events.Select(pair => Encoding.UTF8.GetString(pair.e.Content.Span))),
            Column(NpgsqlDbType.TimestampTz, events.Select(pair => pair.e.Context.At.UtcDateTime)),
            Column(NpgsqlDbType.Varchar, events.Select(pair => pair.e.Context.CorrelationId)),
            Column(NpgsqlDbType.Varchar, events.Select(pair => pair.e.Context.CausationId)),
            Column(NpgsqlDbType.Jsonb, events.Select(pair => Headers(pair.e.Context))),
            Column(NpgsqlDbType.Varchar, events.Select(pair => pair.e.Context.Actor)),
        ]);
    }

    private static NpgsqlParameter Column<T>(NpgsqlDbType type, IEnumerable<T> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };

    internal static string? Headers(EventContext context) =>
        context.TraceParent is null ? null : $$"""{"traceparent":{{JsonSerializer.Serialize(context.TraceParent)}}}""";
}
