using Microsoft.Data.Sqlite;
using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.Sqlite;
using Omnichannel.Integration.Feeds;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Stores;

/// <summary>What is committed comes into the database's own file soon, not only when its writer has filled 40 MB.</summary>
public sealed class SqliteCheckpointsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("omnichannel").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Events_are_written_back_while_the_log_is_open()
    {
        var path = Path.Combine(_folder, "log.db");
        await using var store = new SqliteEventStore(path, TimeProvider.System);
        await SampleLog.WriteAsync(store, 0, 100);
        var head = await store.HeadAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => Task.FromResult(InFileAlone(path, "SELECT count(*) FROM events") == head));
    }

    [Fact]
    public async Task Places_and_rows_are_written_back_while_the_read_models_are_open()
    {
        var path = Path.Combine(_folder, "read.db");
        await using var readModels = new SqliteReadModels(path);
        await readModels.EnsureAsync([], "", CancellationToken.None);
        Assert.True(await readModels.SaveAsync("reply-dispatch-1", 0, 40, new RowChanges(), "", CancellationToken.None));
        await Eventually.TrueAsync(() => Task.FromResult(InFileAlone(path, "SELECT position FROM checkpoints") == 40));
    }

    /// <summary>What a copy of the file without its write-ahead log answers; null when it has nothing yet, or was copied in the middle of a change.</summary>
    private long? InFileAlone(string path, string sql)
    {
        var copy = Path.Combine(_folder, $"{Guid.NewGuid()}.db");
        File.Copy(path, copy);
        try
        {
            using var connection = new SqliteConnection($"Data Source={copy}");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return command.ExecuteScalar() as long?;
        }
        catch (SqliteException)
        {
            return null;
        }
    }
}
