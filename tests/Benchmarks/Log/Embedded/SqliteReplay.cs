using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Omnichannel.Benchmarks.Reporting;
using SQLitePCL;

namespace Omnichannel.Benchmarks.Log;

/// <summary>ES-8s.</summary>
internal sealed class SqliteReplay : IBenchmark
{
    public string Id => "ES-8s";

    public string Measures => "the same replay from SQLite; beside one SELECT that streams the bytes of the same columns";

    public async Task<IReadOnlyList<Row>> RunAsync(Options options)
    {
        using var folder = WorkFolder.OnDisk();
        await using var log = new EmbeddedLog(folder["log.db"]);
        await ConversationLog.WriteAsync(log.Store);
        log.Check(ConversationLog.Events);
        var rounds = await Rounds.RunAsync(() => Replay.RateAsync(log.Store), () => Task.FromResult(Stream(folder["log.db"])));
        return [Row.OfRates(Id, rounds, null)];
    }

    private static double Stream(string path)
    {
        var watch = Stopwatch.StartNew();
        using var connection = new SqliteConnection($"Data Source={path}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT * FROM events ORDER BY position";
        using var reader = command.ExecuteReader();
        long rows = 0, bytes = 0;
        for (; reader.Read(); rows++)
        {
            // The bytes as they lie in SQLite's memory: without a copy, as nothing above it could do.
            for (var column = 0; column < reader.FieldCount; column++)
                bytes += raw.sqlite3_column_blob(reader.Handle, column).Length;
        }

        Oracle.Must(rows == ConversationLog.Events && bytes > 0, "The baseline left something out.");
        return rows / watch.Elapsed.TotalSeconds;
    }
}
