using Microsoft.Data.Sqlite;
using Omnichannel.EventSourcing.Sqlite;

namespace Omnichannel.Benchmarks.Log;

/// <summary>The embedded store on a file of its own.</summary>
internal sealed class EmbeddedLog(string path) : IAsyncDisposable
{
    public SqliteEventStore Store { get; } = new(path, TimeProvider.System);

    /// <summary>So many events, positions without a hole, and in every stream versions without a gap.</summary>
    public void Check(long events)
    {
        using var connection = new SqliteConnection($"Data Source={path}");
        connection.Open();
        Oracle.Must(Ask("SELECT count(*) FROM events") == events, "The log does not hold what was acknowledged.");
        Oracle.Must(Ask("SELECT coalesce(max(position), 0) FROM events") == events, "The log's positions have holes.");
        Oracle.Must(
            Ask("SELECT count(*) FROM (SELECT 1 FROM events GROUP BY stream HAVING count(*) <> max(version))") == 0, "A stream's versions have gaps.");

        long Ask(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return (long)command.ExecuteScalar()!;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }
}
