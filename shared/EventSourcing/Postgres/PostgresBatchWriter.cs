using System.Text;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Omnichannel.EventSourcing.Postgres;

/// <summary>
/// Writes a batch of appends in one round trip and one transaction: lock, judge and insert, sequence, notification. The advisory lock makes
/// position order commit order over all processes; it is paid once per batch.
/// </summary>
internal sealed class PostgresBatchWriter(NpgsqlDataSource database)
{
    /// <summary>Two-integer key space: disjoint from the one-key locks Marten takes.</summary>
    internal const string Lock = "SELECT pg_advisory_xact_lock(1329485129, 1)";

    /// <summary>
    /// Last, and after the insert has succeeded: a sequence ahead of committed events makes Marten's daemon skip them. It cannot be set to 0.
    /// </summary>
    internal const string AlignSequence =
        "SELECT setval('mt_events_sequence', max(seq_id)), pg_notify('omnichannel_log', max(seq_id)::text) FROM mt_events HAVING max(seq_id) IS NOT NULL";

    private static readonly string Append = SqlResource.Read("Postgres.append.sql");

    public async Task<AppendResult[]> WriteAsync(IReadOnlyList<AppendRequest> batch)
    {
        await using var connection = await database.OpenConnectionAsync();
        // Without an explicit transaction Npgsql sends the whole batch before one Sync: PostgreSQL runs it as one transaction.
        await using var commands = new NpgsqlBatch(connection);
        commands.BatchCommands.Add(new NpgsqlBatchCommand(Lock));
        commands.BatchCommands.Add(AppendCommand(batch));
        commands.BatchCommands.Add(new NpgsqlBatchCommand(AlignSequence));
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

    private static NpgsqlBatchCommand AppendCommand(IReadOnlyList<AppendRequest> batch)
    {
        var events = batch.SelectMany((request, ordinal) => request.Events.Select(e => (ordinal, e))).ToArray();
        return new NpgsqlBatchCommand(Append)
        {
            Parameters =
            {
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
            },
        };
    }

    private static NpgsqlParameter Column<T>(NpgsqlDbType type, IEnumerable<T> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };

    private static string? Headers(EventContext context) =>
        context.TraceParent is null ? null : $$"""{"traceparent":{{JsonSerializer.Serialize(context.TraceParent)}}}""";
}
