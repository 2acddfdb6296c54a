using System.Data.Common;
using Dapper;

namespace Omnichannel.EventSourcing;

/// <summary>What the read models of both databases share: one SQL dialect is enough for all but the bulk write.</summary>
internal abstract class SqlReadModels : IReadModels
{
    private static readonly Table Checkpoints = new("checkpoints", "name", [new Column("position", ColumnType.Number)], []);

    /// <summary>Columns are snake_case, what they are mapped to is PascalCase.</summary>
    static SqlReadModels() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    public abstract Task<DbConnection> OpenAsync(CancellationToken ct);

    public async Task EnsureAsync(IEnumerable<Table> tables, string suffix, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await TakeTurnAsync(connection, transaction, ct);
        foreach (var statement in Checkpoints.Ddl("").Concat(tables.SelectMany(table => table.Ddl(suffix))))
            await connection.ExecuteAsync(new CommandDefinition(statement, transaction: transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
    }

    public async Task<long> CheckpointAsync(string subscription, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        return await connection.ExecuteScalarAsync<long?>(
            new CommandDefinition("SELECT position FROM checkpoints WHERE name = @subscription", new { subscription }, cancellationToken: ct)) ?? 0;
    }

    public async Task<bool> SaveAsync(string subscription, long from, long to, RowChanges rows, string suffix, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await MoveAsync(connection, transaction, subscription, from, to, ct) != 1)
            return false;
        foreach (var (table, changed) in rows.Rows)
        {
            // Rows with the same columns set go in one bulk write.
            foreach (var shape in changed.GroupBy(row => string.Join(',', row.Value.Keys)))
                await UpsertAsync(connection, transaction, table, suffix, [.. shape], ct);
        }

        await transaction.CommitAsync(ct);
        return true;
    }

    public async Task DropAsync(IEnumerable<Table> tables, string suffix, string subscription, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await TakeTurnAsync(connection, transaction, ct);
        foreach (var table in tables)
            await connection.ExecuteAsync(new CommandDefinition($"DROP TABLE IF EXISTS {table.Name}{suffix}", transaction: transaction, cancellationToken: ct));
        await connection.ExecuteAsync(
            new CommandDefinition("DELETE FROM checkpoints WHERE name = @subscription", new { subscription }, transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
    }

    public async Task SwapAsync(IEnumerable<Table> tables, string suffix, string fromSubscription, string toSubscription, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await TakeTurnAsync(connection, transaction, ct);
        foreach (var table in tables)
        {
            await Run($"DROP TABLE IF EXISTS {table.Name}");
            await Run($"ALTER TABLE {table.Name}{suffix} RENAME TO {table.Name}");
            // Indexes keep their old names when a table is renamed; they are made again under the names of the live table.
            for (var i = 0; i < table.Indexes.Count; i++)
            {
                await Run($"DROP INDEX IF EXISTS {table.Name}{suffix}_{i}");
                await Run($"CREATE INDEX {table.Name}_{i} ON {table.Name} ({table.Indexes[i]})");
            }
        }

        await Run("DELETE FROM checkpoints WHERE name = @toSubscription");
        await Run("UPDATE checkpoints SET name = @toSubscription WHERE name = @fromSubscription");
        await transaction.CommitAsync(ct);

        Task Run(string sql) => connection.ExecuteAsync(
            new CommandDefinition(sql, new { fromSubscription, toSubscription }, transaction, cancellationToken: ct));
    }

    public abstract Task<IAsyncDisposable?> TryLeadAsync(string subscription, CancellationToken ct);

    protected abstract Task UpsertAsync(
        DbConnection connection, DbTransaction transaction, Table table, string suffix,
        IReadOnlyList<KeyValuePair<string, Dictionary<string, object?>>> rows, CancellationToken ct);

    /// <summary>Waits until no other process changes the schema.</summary>
    protected abstract Task TakeTurnAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct);

    private static Task<int> MoveAsync(
        DbConnection connection, DbTransaction transaction, string subscription, long from, long to, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            from == 0
                ? "INSERT INTO checkpoints (name, position) VALUES (@subscription, @to) ON CONFLICT (name) DO UPDATE SET position = @to WHERE checkpoints.position = 0"
                : "UPDATE checkpoints SET position = @to WHERE name = @subscription AND position = @from",
            new { subscription, from, to },
            transaction,
            cancellationToken: ct));
}
