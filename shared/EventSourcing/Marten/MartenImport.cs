using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Omnichannel.EventSourcing.Marten;

/// <summary>
/// Imports by COPY under the same lock as appends, so positions stay in commit order; one transaction a chunk. Whether an id is known is
/// looked up only when the unique index has reported it: an import into an empty log pays for no look-up.
/// </summary>
internal sealed class MartenImport(NpgsqlDataSource database)
{
    public async Task<ImportResult> ImportAsync(IReadOnlyList<ImportedEvent> events, CancellationToken ct)
    {
        try
        {
            return await WriteAsync(events, lookUp: false, ct);
        }
        catch (Exception exception) when (exception is ImportConflictException or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return await WriteAsync(events, lookUp: true, ct);
        }
    }

    private async Task<ImportResult> WriteAsync(IReadOnlyList<ImportedEvent> events, bool lookUp, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // Two commands, lock and look: what is seen afterwards has to be what was committed before.
        await using (var turn = new NpgsqlCommand(AppendOperation.Lock, connection))
            await turn.ExecuteNonQueryAsync(ct);
        var versions = await VersionsAsync(connection, events, ct);
        var known = lookUp ? await KnownAsync(connection, events, ct) : [];
        var fresh = ImportPlan.NewOnes(events, versions, known);
        var position = await HeadAsync(connection, ct);
        if (fresh.Count > 0)
        {
            await WriteStreamsAsync(connection, fresh, ct);
            await CopyAsync(connection, fresh, position, ct);
            await using var align = new NpgsqlCommand(AppendOperation.AlignSequence, connection);
            await align.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
        return new ImportResult(fresh.Count, events.Count - fresh.Count, position + fresh.Count);
    }

    private static async Task<Dictionary<string, long>> VersionsAsync(NpgsqlConnection connection, IReadOnlyList<ImportedEvent> events, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT id, version FROM mt_streams WHERE id = ANY ($1)", connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. events.Select(e => e.Stream.ToString()).Distinct()] });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var versions = new Dictionary<string, long>();
        while (await reader.ReadAsync(ct))
            versions[reader.GetString(0)] = reader.GetInt64(1);
        return versions;
    }

    private static async Task<Dictionary<Guid, (string, long)>> KnownAsync(
        NpgsqlConnection connection, IReadOnlyList<ImportedEvent> events, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT id, stream_id, version FROM mt_events WHERE id = ANY ($1)", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. events.Select(e => e.Event.Id)] });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var known = new Dictionary<Guid, (string, long)>();
        while (await reader.ReadAsync(ct))
            known[reader.GetGuid(0)] = (reader.GetString(1), reader.GetInt64(2));
        return known;
    }

    private static async Task<long> HeadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT coalesce(max(seq_id), 0) FROM mt_events", connection);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task WriteStreamsAsync(NpgsqlConnection connection, List<ImportedEvent> fresh, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO mt_streams (id, type, version, timestamp, created, tenant_id, is_archived)
            SELECT id, type, version, last, first, '*DEFAULT*', false
            FROM unnest($1, $2, $3, $4, $5) AS s (id, type, version, last, first)
            ORDER BY id
            ON CONFLICT (id) DO UPDATE SET version = excluded.version, timestamp = excluded.timestamp
            """,
            connection);
        var streams = fresh.GroupBy(e => e.Stream).Select(group => (Stream: group.Key, First: group.First(), Last: group.Last())).ToArray();
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. streams.Select(s => s.Stream.ToString())], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. streams.Select(s => s.Stream.Category)], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. streams.Select(s => s.Last.Version)] });
        command.Parameters.Add(new NpgsqlParameter<DateTime[]> { TypedValue = [.. streams.Select(s => s.Last.Event.Context.At.UtcDateTime)] });
        command.Parameters.Add(new NpgsqlParameter<DateTime[]> { TypedValue = [.. streams.Select(s => s.First.Event.Context.At.UtcDateTime)] });
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task CopyAsync(NpgsqlConnection connection, List<ImportedEvent> fresh, long position, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            COPY mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers,
                            user_name, is_archived) FROM STDIN (FORMAT BINARY)
            """,
            ct);
        foreach (var (stream, version, e) in fresh)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(++position, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(e.Id, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(stream.ToString(), NpgsqlDbType.Varchar, ct);
            await copy.WriteAsync(version, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(Encoding.UTF8.GetString(e.Content.Span), NpgsqlDbType.Jsonb, ct);
            await copy.WriteAsync(e.Type, NpgsqlDbType.Varchar, ct);
            await copy.WriteAsync(e.Context.At.UtcDateTime, NpgsqlDbType.TimestampTz, ct);
            await copy.WriteAsync("*DEFAULT*", NpgsqlDbType.Varchar, ct);
            await copy.WriteAsync("", NpgsqlDbType.Varchar, ct);
            await WriteAsync(e.Context.CorrelationId, NpgsqlDbType.Varchar);
            await WriteAsync(e.Context.CausationId, NpgsqlDbType.Varchar);
            await WriteAsync(AppendOperation.Headers(e.Context), NpgsqlDbType.Jsonb);
            await WriteAsync(e.Context.Actor, NpgsqlDbType.Varchar);
            await copy.WriteAsync(false, NpgsqlDbType.Boolean, ct);
        }

        await copy.CompleteAsync(ct);

        Task WriteAsync(string? value, NpgsqlDbType type) => value is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(value, type, ct);
    }
}
