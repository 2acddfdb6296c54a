using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Omnichannel.EventSourcing.Sqlite;

namespace Omnichannel.EventSourcing.Sealing;

/// <summary>Keys in a file of their own beside the embedded log: durable before an event is sealed with one, overwritten when it is destroyed.</summary>
internal sealed class SqlitePersonalKeys : PersonalKeyStore
{
    private readonly string _connectionString;

    public SqlitePersonalKeys(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ToString();
    }

    protected override string BytesType => "blob";

    protected override string InSubjects => " IN @subjects";

    protected override string Share => "";

    protected override string Alone => "";

    public override ValueTask DisposeAsync()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
        return ValueTask.CompletedTask;
    }

    protected override async Task<DbConnection> ConnectAsync(CancellationToken ct)
    {
        var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(ct);
        await connection.ExecuteAsync("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=30000; PRAGMA secure_delete=ON;");
        return connection;
    }

    /// <summary>A transaction of ours is the only writer from its first statement on.</summary>
    protected override Task LockAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct) => Task.CompletedTask;

    protected override async Task ScrubAsync(CancellationToken ct)
    {
        await using var connection = await ConnectAsync(ct);
        await SqliteScrub.RunAsync(connection, ct);
    }
}
