using System.Data.Common;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using Omnichannel.Contracts;

namespace Omnichannel.EventSourcing;

/// <summary>Read models in PostgreSQL.</summary>
internal sealed class PostgresReadModels(NpgsqlDataSource database) : SqlReadModels
{
    public override async Task<DbConnection> OpenAsync(CancellationToken ct) => await database.OpenConnectionAsync(ct);

    /// <summary>A session's advisory lock: a process that dies loses it with its connection.</summary>
    public override async Task<IAsyncDisposable?> TryLeadAsync(string subscription, CancellationToken ct)
    {
        var connection = await database.OpenConnectionAsync(ct);
        try
        {
            var key = BitConverter.ToInt32(DerivedId.From("lead", subscription).ToByteArray());
            if (await connection.ExecuteScalarAsync<bool>(
                new CommandDefinition("SELECT pg_try_advisory_lock(1329485130, @key)", new { key }, cancellationToken: ct)))
                return new Lead(connection, key);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    /// <summary>
    /// VACUUM: the rows from before are free to be overwritten. What the pages hold until then, and the WAL, is the operator's matter.
    /// ANALYZE: the planner's statistics hold samples of the rows from before, readable by everybody who may read the table.
    /// </summary>
    public override async Task ScrubAsync(IEnumerable<Table> tables, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        foreach (var table in tables)
            await connection.ExecuteAsync(new CommandDefinition($"VACUUM (ANALYZE) {table.Name}", cancellationToken: ct));
    }

    protected override async Task UpsertAsync(
        Writer writer, DbTransaction transaction, Table table, string suffix,
        IReadOnlyList<KeyValuePair<string, Dictionary<string, object?>>> rows, CancellationToken ct)
    {
        var columns = rows[0].Value.Keys.ToArray();
        var all = columns.Prepend(table.Key).ToArray();
        var conflict = columns.Length == 0
            ? "DO NOTHING"
            : $"DO UPDATE SET {string.Join(", ", columns.Select(column => $"{column} = excluded.{column}"))}";
        await using var command = new NpgsqlCommand(
            $"INSERT INTO {table.Name}{suffix} ({string.Join(", ", all)}) " +
            $"SELECT * FROM unnest({string.Join(", ", Enumerable.Range(1, all.Length).Select(i => $"${i}"))}) ON CONFLICT ({table.Key}) {conflict}",
            (NpgsqlConnection)writer.Connection,
            (NpgsqlTransaction)transaction);
        // Rows in key order: two writers that meet take their locks in the same order.
        var ordered = rows.OrderBy(row => row.Key, StringComparer.Ordinal).ToArray();
        Add(NpgsqlDbType.Text, ordered.Select(row => (object?)row.Key));
        foreach (var column in columns)
        {
            var type = table.Columns.Single(candidate => candidate.Name == column).Type;
            Add(type == ColumnType.Text ? NpgsqlDbType.Text : NpgsqlDbType.Bigint, ordered.Select(row => row.Value[column]));
        }

        await command.ExecuteNonQueryAsync(ct);

        void Add(NpgsqlDbType type, IEnumerable<object?> values) => command.Parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.Array | type,
            Value = type == NpgsqlDbType.Text
                ? values.Select(value => (string?)value).ToArray()
                : values.Select(value => value is null ? (long?)null : Convert.ToInt64(value, null)).ToArray(),
        });
    }

    protected override string TableExists => "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = @name";

    protected override IEnumerable<string> RenameIndex(string from, string to, string on) => [$"ALTER INDEX {from} RENAME TO {to}"];

    protected override Task LockSchemaAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition("SELECT pg_advisory_xact_lock(1329485131, 1)", transaction: transaction, cancellationToken: ct));

    private sealed class Lead(NpgsqlConnection connection, int key) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            if (connection.State == System.Data.ConnectionState.Open)
                await connection.ExecuteAsync("SELECT pg_advisory_unlock(1329485130, @key)", new { key });
            await connection.DisposeAsync();
        }
    }
}
