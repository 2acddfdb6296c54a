using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Npgsql;
using Omnichannel.Benchmarks.Bus;
using Omnichannel.Benchmarks.Log;
using Omnichannel.EventSourcing.Sqlite;

namespace Omnichannel.Benchmarks.Reporting;

/// <summary>Where and on what it ran; reading them refuses whatever would lose what it acknowledged.</summary>
internal sealed record Surroundings(
    DateOnly Date, string Processor, int Cores, string LoadAverage, string Runtime, string PostgreSql, string RabbitMq, string Sqlite, double FdatasyncPerSecond)
{
    public static async Task<Surroundings> ReadAsync() => new(
        DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
        ProcessorName(),
        Environment.ProcessorCount,
        File.Exists("/proc/loadavg") ? string.Join(' ', (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ').Take(3)) : "",
        $"{RuntimeInformation.FrameworkDescription}, {(System.Runtime.GCSettings.IsServerGC ? "server" : "workstation")} GC, {RuntimeInformation.OSDescription}",
        await PostgreSqlAsync(),
        $"{await BenchBroker.VersionAsync()}, durable quorum queues, publisher confirms",
        SqliteSettings(),
        FdatasyncRate());

    public override string ToString() => $"""
        Date:       {Date:yyyy-MM-dd}
        Processor:  {Processor}, {Cores} cores; load average at the start {LoadAverage}
        Runtime:    {Runtime}
        PostgreSQL: {PostgreSql}
        RabbitMQ:   {RabbitMq}
        SQLite:     {Sqlite}
        Disk:       {FdatasyncPerSecond:N0} fdatasync of 4 KiB a second

        """;

    private static string ProcessorName() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[^1] ?? "unknown"
        : RuntimeInformation.ProcessArchitecture.ToString();

    private static async Task<string> PostgreSqlAsync()
    {
        await using var connection = new NpgsqlConnection(BenchDatabase.Server);
        await connection.OpenAsync();
        var settings = new List<string> { connection.ServerVersion };
        foreach (var name in new[] { "fsync", "synchronous_commit", "full_page_writes" })
        {
            await using var show = new NpgsqlCommand($"SHOW {name}", connection);
            var value = (string)(await show.ExecuteScalarAsync())!;
            Oracle.Must(value != "off", $"PostgreSQL runs with {name} = off: its figures would be worth nothing.");
            settings.Add($"{name}={value}");
        }

        return string.Join(", ", settings);
    }

    /// <summary>As the store opens it, not as we would.</summary>
    private static string SqliteSettings()
    {
        using var folder = WorkFolder.OnDisk();
        using var connections = new SqliteConnections(folder["probe.db"]);
        using var lease = connections.Acquire();
        var mode = Ask("PRAGMA journal_mode");
        var synchronous = Ask("PRAGMA synchronous");
        Oracle.Must(synchronous == "2", $"The embedded store runs with synchronous={synchronous}: its figures would be worth nothing.");
        var version = lease.Connection.ServerVersion;
        SqliteConnection.ClearAllPools();
        return $"{version}, journal_mode={mode}, synchronous=FULL";

        string Ask(string pragma)
        {
            using var command = lease.Connection.CreateCommand();
            command.CommandText = pragma;
            return $"{command.ExecuteScalar()}";
        }
    }

    private static double FdatasyncRate()
    {
        using var folder = WorkFolder.OnDisk();
        using var file = new SyncedFile(folder["probe"]);
        var block = new byte[4096];
        var watch = Stopwatch.StartNew();
        var count = 0;
        for (; watch.ElapsedMilliseconds < 500; count++)
            file.Write(block);
        return count / watch.Elapsed.TotalSeconds;
    }
}
