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
        await LockSchemaAsync(connection, transaction, ct);
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

    public async Task<IReadOnlyDictionary<string, long>> CheckpointsAsync(CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        var rows = await connection.QueryAsync<(string Name, long Position)>(new CommandDefinition("SELECT name, position FROM checkpoints", cancellationToken: ct));
        return rows.ToDictionary(row => row.Name, row => row.Position);
    }

    public async Task RenameCheckpointAsync(string former, string subscription, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await LockSchemaAsync(connection, transaction, ct);
        foreach (var statement in (string[])
            [
                "INSERT INTO checkpoints (name, position) SELECT @subscription, position FROM checkpoints WHERE name = @former ON CONFLICT (name) DO NOTHING",
                "DELETE FROM checkpoints WHERE name = @former",
            ])
            await connection.ExecuteAsync(new CommandDefinition(statement, new { former, subscription }, transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
    }

    public async Task RenameTableAsync(string former, Table table, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await LockSchemaAsync(connection, transaction, ct);
        if (await ExistsAsync(former) && !await ExistsAsync(table.Name))
            await connection.ExecuteAsync(new CommandDefinition($"ALTER TABLE {former} RENAME TO {table.Name}", transaction: transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);

        async Task<bool> ExistsAsync(string name) =>
            await connection.ExecuteScalarAsync<long>(new CommandDefinition(TableExists, new { name }, transaction, cancellationToken: ct)) > 0;
    }

    public async Task<bool> HasRowsAsync(Table table, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition($"SELECT 1 FROM {table.Name} LIMIT 1", cancellationToken: ct)) is not null;
    }

    public async Task<bool> SaveAsync(string subscription, long from, long to, RowChanges rows, string suffix, CancellationToken ct)
    {
        await using var writer = await AcquireWriterAsync(ct);
        await using var transaction = await writer.Connection.BeginTransactionAsync(ct);
        if (await MoveAsync(writer.Connection, transaction, subscription, from, to, ct) != 1)
            return false;
        foreach (var step in rows.Steps)
        {
            foreach (var (table, changed) in step.Rows)
            {
                // Rows with the same columns set go in one bulk write.
                foreach (var shape in changed.GroupBy(row => string.Join(',', row.Value.Keys)))
                    await UpsertAsync(writer, transaction, table, suffix, [.. shape], ct);
            }

            foreach (var where in step.Then)
                await ChangeAsync(writer.Connection, transaction, where, suffix, ct);
        }

        await transaction.CommitAsync(ct);
        return true;
    }

    public async Task DropAsync(IEnumerable<Table> tables, string suffix, string subscription, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await LockSchemaAsync(connection, transaction, ct);
        foreach (var table in tables)
            await connection.ExecuteAsync(new CommandDefinition($"DROP TABLE IF EXISTS {table.Name}{suffix}", transaction: transaction, cancellationToken: ct));
        await connection.ExecuteAsync(
            new CommandDefinition("DELETE FROM checkpoints WHERE name = @subscription", new { subscription }, transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
    }

    public async Task<bool> SwapAsync(
        IEnumerable<Table> tables, string suffix, string fromSubscription, string toSubscription, IReadOnlyList<string> outdated,
        IReadOnlyList<string> formerTables, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await LockSchemaAsync(connection, transaction, ct);
        // A write that changes nothing locks the live checkpoint until the swap is done.
        await Run("UPDATE checkpoints SET position = position WHERE name = @toSubscription");
        if (await PositionAsync("@fromSubscription") < await PositionAsync("@toSubscription"))
            return false;
        foreach (var table in tables)
        {
            await Run($"DROP TABLE IF EXISTS {table.Name}");
            await Run($"ALTER TABLE {table.Name}{suffix} RENAME TO {table.Name}");
            // Indexes keep their old names when a table is renamed.
            for (var i = 0; i < table.Indexes.Count; i++)
            {
                foreach (var statement in RenameIndex($"{table.Name}{suffix}_{i}", $"{table.Name}_{i}", $"{table.Name} ({table.Indexes[i]})"))
                    await Run(statement);
            }
        }

        foreach (var former in formerTables)
            await Run($"DROP TABLE IF EXISTS {former}");
        await Run("DELETE FROM checkpoints WHERE name = @toSubscription");
        await Run("UPDATE checkpoints SET name = @toSubscription WHERE name = @fromSubscription");
        foreach (var name in outdated)
            await connection.ExecuteAsync(new CommandDefinition("DELETE FROM checkpoints WHERE name = @name", new { name }, transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
        return true;

        Task Run(string sql) => connection.ExecuteAsync(
            new CommandDefinition(sql, new { fromSubscription, toSubscription }, transaction, cancellationToken: ct));

        async Task<long> PositionAsync(string name) => await connection.ExecuteScalarAsync<long?>(
            new CommandDefinition($"SELECT position FROM checkpoints WHERE name = {name}", new { fromSubscription, toSubscription }, transaction, cancellationToken: ct)) ?? 0;
    }

    public abstract Task ScrubAsync(IEnumerable<Table> tables, CancellationToken ct);

    public abstract Task<IAsyncDisposable?> TryLeadAsync(string subscription, CancellationToken ct);

    /// <summary>The connection that batches are saved over.</summary>
    protected virtual async Task<Writer> AcquireWriterAsync(CancellationToken ct) => new OwnConnection(await OpenAsync(ct));

    protected abstract Task UpsertAsync(
        Writer writer, DbTransaction transaction, Table table, string suffix,
        IReadOnlyList<KeyValuePair<string, Dictionary<string, object?>>> rows, CancellationToken ct);

    /// <summary>Counts the tables of the name <c>@name</c>.</summary>
    protected abstract string TableExists { get; }

    /// <summary>What gives an index another name.</summary>
    /// <param name="on">The table and the columns, as in <c>CREATE INDEX</c>.</param>
    protected abstract IEnumerable<string> RenameIndex(string from, string to, string on);

    /// <summary>Waits until no other process changes the schema.</summary>
    protected abstract Task LockSchemaAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct);

    private static Task<int> ChangeAsync(DbConnection connection, DbTransaction transaction, RowsWhere where, string suffix, CancellationToken ct)
    {
        var parameters = new DynamicParameters();
        parameters.Add("is", where.Value);
        var sql = $"DELETE FROM {where.Table.Name}{suffix} WHERE {where.Column} = @is";
        if (where.Values is { } values)
        {
            foreach (var (column, value) in values)
                parameters.Add(column, value);
            sql = $"UPDATE {where.Table.Name}{suffix} SET {string.Join(", ", values.Keys.Select(column => $"{column} = @{column}"))} WHERE {where.Column} = @is";
        }

        return connection.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct));
    }

    private static Task<int> MoveAsync(
        DbConnection connection, DbTransaction transaction, string subscription, long from, long to, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            from == 0
                ? "INSERT INTO checkpoints (name, position) VALUES (@subscription, @to) ON CONFLICT (name) DO UPDATE SET position = @to WHERE checkpoints.position = 0"
                : "UPDATE checkpoints SET position = @to WHERE name = @subscription AND position = @from",
            new { subscription, from, to },
            transaction,
            cancellationToken: ct));

    /// <summary>A connection to write over, given back when it is disposed.</summary>
    protected abstract class Writer(DbConnection connection) : IAsyncDisposable
    {
        public DbConnection Connection => connection;

        public abstract ValueTask DisposeAsync();
    }

    private sealed class OwnConnection(DbConnection connection) : Writer(connection)
    {
        public override ValueTask DisposeAsync() => Connection.DisposeAsync();
    }
}
