using Npgsql;

namespace Omnichannel.EventSourcing.Postgres;

/// <summary>Makes our tables, and refuses a server that could lose what it acknowledged, or tables that somebody has changed.</summary>
internal static class PostgresSchema
{
    public static async Task EnsureAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        foreach (var setting in new[] { "fsync", "full_page_writes", "synchronous_commit" })
        {
            await using var show = new NpgsqlCommand($"SHOW {setting}", connection);
            if ((string)(await show.ExecuteScalarAsync(ct))! == "off")
                throw new InvalidOperationException($"PostgreSQL runs with {setting} = off: it may lose what it acknowledged. Switch it on.");
        }

        await using var transaction = await connection.BeginTransactionAsync(ct);
        // Two processes that start at once must not both create the tables.
        await using (var turn = new NpgsqlCommand(PostgresBatchWriter.Lock, connection, transaction))
            await turn.ExecuteNonQueryAsync(ct);
        await using (var schema = new NpgsqlCommand(SqlResource.Read("Postgres.schema.sql"), connection, transaction))
            await schema.ExecuteNonQueryAsync(ct);
        if (await PostgresLayout.FaultsAsync(connection, ct) is { Count: > 0 } faults)
            throw new InvalidOperationException($"The event tables are not as they were made: {string.Join("; ", faults)}. Nothing was changed; docs/marten.md says how to repair them.");
        await using (var align = new NpgsqlCommand(PostgresBatchWriter.AlignSequence, connection, transaction))
            await align.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
