using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Omnichannel.EventSourcing;

/// <summary>Read models in an SQLite file of their own, so that their writer and the log's never wait for each other.</summary>
internal sealed class SqliteReadModels : SqlReadModels
{
    private readonly string _connectionString;

    /// <param name="path">The file, made when missing. <c>synchronous=NORMAL</c>: what is derived can be derived again.</param>
    public SqliteReadModels(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ToString();
    }

    public override async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(ct);
        await using var pragma = connection.CreateCommand();
        pragma.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=30000;";
        await pragma.ExecuteNonQueryAsync(ct);
        return connection;
    }

    /// <summary>The lock file of the data folder lets one serving process in; it leads everything.</summary>
    public override Task<IAsyncDisposable?> TryLeadAsync(string subscription, CancellationToken ct) =>
        Task.FromResult<IAsyncDisposable?>(Leading.Alone);

    protected override async Task UpsertAsync(
        DbConnection connection, DbTransaction transaction, Table table, string suffix,
        IReadOnlyList<KeyValuePair<string, Dictionary<string, object?>>> rows, CancellationToken ct)
    {
        var columns = rows[0].Value.Keys.ToArray();
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        var conflict = columns.Length == 0
            ? "DO NOTHING"
            : $"DO UPDATE SET {string.Join(", ", columns.Select(column => $"{column} = excluded.{column}"))}";
        command.CommandText =
            $"INSERT INTO {table.Name}{suffix} ({string.Join(", ", columns.Prepend(table.Key))}) " +
            $"VALUES ({string.Join(", ", Enumerable.Range(0, columns.Length + 1).Select(i => $"$p{i}"))}) ON CONFLICT ({table.Key}) {conflict}";
        for (var i = 0; i <= columns.Length; i++)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"$p{i}" });
        foreach (var (key, values) in rows)
        {
            command.Parameters[0].Value = key;
            for (var i = 0; i < columns.Length; i++)
                command.Parameters[i + 1].Value = values[columns[i]] ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>An SQLite transaction on its first write is alone already.</summary>
    protected override Task TakeTurnAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct) => Task.CompletedTask;

    private sealed class Leading : IAsyncDisposable
    {
        public static Leading Alone { get; } = new();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
