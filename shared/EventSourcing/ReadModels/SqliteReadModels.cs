using System.Data.Common;
using Microsoft.Data.Sqlite;
using Omnichannel.EventSourcing.Sqlite;

namespace Omnichannel.EventSourcing;

/// <summary>Read models in an SQLite file of their own, so that their writer and the log's never wait for each other.</summary>
internal sealed class SqliteReadModels : SqlReadModels, IAsyncDisposable
{
    private readonly string _connectionString;

    /// <summary>SQLite lets one writer in at a time anyway; this one's statements are prepared once.</summary>
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SqliteCheckpoints _checkpoints;
    private SqliteSession? _writer;

    /// <param name="path">The file, made when missing. <c>synchronous=NORMAL</c>: what is derived can be derived again.</param>
    public SqliteReadModels(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ToString();
        _checkpoints = new SqliteCheckpoints(Open);
    }

    /// <summary>SQLite does nothing asynchronously.</summary>
    public override Task<DbConnection> OpenAsync(CancellationToken ct) => Task.FromResult<DbConnection>(Open());

    /// <summary>The lock file of the data folder lets one serving process in; it leads everything.</summary>
    public override Task<IAsyncDisposable?> TryLeadAsync(string subscription, CancellationToken ct) =>
        Task.FromResult<IAsyncDisposable?>(Leading.Alone);

    /// <summary>The whole file at once: SQLite has no other way.</summary>
    public override async Task ScrubAsync(IEnumerable<Table> tables, CancellationToken ct)
    {
        // In the writer's turn: nothing is written meanwhile.
        await using var writer = await AcquireWriterAsync(ct);
        await SqliteScrub.RunAsync(writer.Connection, ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        await _checkpoints.DisposeAsync();
        _writer?.Dispose();
        _turn.Dispose();
    }

    protected override async Task<Writer> AcquireWriterAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            _writer ??= new SqliteSession(OpenWriter());
            return new Turn(_writer, _turn, _checkpoints);
        }
        catch
        {
            _turn.Release();
            throw;
        }
    }

    /// <summary>
    /// Ids are random, so that rows and their indexes change pages all over the file: the writer has room for those in use, and begins its
    /// write-ahead log from its beginning every 40 MB instead of every 4, for by then most of it has been written back.
    /// </summary>
    private SqliteConnection OpenWriter()
    {
        var connection = Open();
        using var pragma = connection.CreateCommand();
        pragma.CommandText = "PRAGMA wal_autocheckpoint=10000; PRAGMA cache_size=-65536;";
        pragma.ExecuteNonQuery();
        return connection;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var pragma = connection.CreateCommand();
        pragma.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=30000; PRAGMA secure_delete=ON;";
        pragma.ExecuteNonQuery();
        return connection;
    }

    protected override async Task UpsertAsync(
        Writer writer, DbTransaction transaction, Table table, string suffix,
        IReadOnlyList<KeyValuePair<string, Dictionary<string, object?>>> rows, CancellationToken ct)
    {
        var columns = rows[0].Value.Keys.ToArray();
        var conflict = columns.Length == 0
            ? "DO NOTHING"
            : $"DO UPDATE SET {string.Join(", ", columns.Select(column => $"{column} = excluded.{column}"))}";
        var command = ((Turn)writer).Session.Command(
            $"INSERT INTO {table.Name}{suffix} ({string.Join(", ", columns.Prepend(table.Key))}) " +
            $"VALUES ({string.Join(", ", Enumerable.Range(0, columns.Length + 1).Select(i => $"$p{i}"))}) ON CONFLICT ({table.Key}) {conflict}");
        command.Transaction = (SqliteTransaction)transaction;
        while (command.Parameters.Count <= columns.Length)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"$p{command.Parameters.Count}" });
        foreach (var (key, values) in rows)
        {
            command.Parameters[0].Value = key;
            for (var i = 0; i < columns.Length; i++)
                command.Parameters[i + 1].Value = values[columns[i]] ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>SQLite cannot: it is made again. Readers see the old tables meanwhile.</summary>
    protected override string TableExists => "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = @name";

    protected override IEnumerable<string> RenameIndex(string from, string to, string on) => [$"DROP INDEX IF EXISTS {from}", $"CREATE INDEX {to} ON {on}"];

    /// <summary>An SQLite transaction on its first write is alone already.</summary>
    protected override Task LockSchemaAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct) => Task.CompletedTask;

    private sealed class Leading : IAsyncDisposable
    {
        public static Leading Alone { get; } = new();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Turn(SqliteSession session, SemaphoreSlim turn, SqliteCheckpoints checkpoints) : Writer(session.Connection)
    {
        public SqliteSession Session => session;

        public override ValueTask DisposeAsync()
        {
            checkpoints.Committed();
            turn.Release();
            return ValueTask.CompletedTask;
        }
    }
}
