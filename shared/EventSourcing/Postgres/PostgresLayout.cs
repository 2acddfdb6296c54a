using Npgsql;

namespace Omnichannel.EventSourcing.Postgres;

/// <summary>
/// Marten's event tables as this program needs them, held against those that are there: another Marten, or one with other options, changes
/// them silently (docs/marten.md).
/// </summary>
internal static class PostgresLayout
{
    // Not the snapshot columns of mt_streams: nobody uses them, Marten 8 wants them there and Marten 9 drops them.
    private static readonly (string Table, string Column, string Type)[] Columns =
    [
        ("mt_streams", "id", "varchar"), ("mt_streams", "type", "varchar"), ("mt_streams", "version", "int8"), ("mt_streams", "timestamp", "timestamptz"),
        ("mt_streams", "created", "timestamptz"), ("mt_streams", "tenant_id", "varchar"), ("mt_streams", "is_archived", "bool"),
        ("mt_events", "seq_id", "int8"), ("mt_events", "id", "uuid"), ("mt_events", "stream_id", "varchar"), ("mt_events", "version", "int8"),
        ("mt_events", "data", "jsonb"), ("mt_events", "type", "varchar"), ("mt_events", "timestamp", "timestamptz"), ("mt_events", "tenant_id", "varchar"),
        ("mt_events", "mt_dotnet_type", "varchar"), ("mt_events", "correlation_id", "varchar"), ("mt_events", "causation_id", "varchar"),
        ("mt_events", "headers", "jsonb"), ("mt_events", "user_name", "varchar"), ("mt_events", "is_archived", "bool"),
        ("mt_event_progression", "name", "varchar"), ("mt_event_progression", "last_seq_id", "int8"), ("mt_event_progression", "last_updated", "timestamptz"),
    ];

    private static readonly string[] UniqueIndexes =
        ["pkey_mt_streams_id", "pkey_mt_events_seq_id", "idx_mt_events_event_id", "pk_mt_events_stream_and_version", "pk_mt_event_progression"];

    /// <summary>What is not as it has to be, in sentences; none when all is well. What others have added is no fault.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var columns = await ReadAsync(
            connection,
            "SELECT table_name || '.' || column_name, udt_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name LIKE 'mt\\_%'", ct);
        var indexes = await ReadAsync(
            connection,
            """
            SELECT c.relname::text, CASE WHEN i.indisunique AND i.indisvalid THEN 'unique' ELSE 'not unique' END
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema()
            """,
            ct);
        return
        [
            .. Columns.Select(column => (Name: $"{column.Table}.{column.Column}", column.Type))
                .Where(column => columns.GetValueOrDefault(column.Name) != column.Type)
                .Select(column => columns.TryGetValue(column.Name, out var type) ? $"{column.Name} is {type} instead of {column.Type}" : $"{column.Name} is missing"),
            .. UniqueIndexes.Where(index => indexes.GetValueOrDefault(index) != "unique")
                .Select(index => indexes.TryGetValue(index, out var kind) ? $"{index} is {kind}" : $"the unique index {index} is missing"),
        ];
    }

    private static async Task<Dictionary<string, string>> ReadAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new Dictionary<string, string>();
        while (await reader.ReadAsync(ct))
            found[reader.GetString(0)] = reader.GetString(1);
        return found;
    }
}
