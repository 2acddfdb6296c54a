using System.Data;
using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using NpgsqlTypes;
using Omnichannel.Benchmarks.Log;
using Omnichannel.Benchmarks.Reporting;
using Omnichannel.EventSourcing;
using Omnichannel.Timeline;

namespace Omnichannel.Benchmarks.Timelines;

/// <summary>ES-9.</summary>
internal sealed class TimelineRebuild : IBenchmark
{
    public string Id => "ES-9";

    public string Measures => "the timeline built anew from 100,000 conversation events, log and rows in PostgreSQL; beside one SELECT that streams the events' bytes, then one COPY of the rows that came out";

    public async Task<IReadOnlyList<Row>> RunAsync(Options options)
    {
        await using var database = await BenchDatabase.CreateAsync();
        await ConversationLog.WriteAsync(database.Store);
        await database.RunAsync("VACUUM ANALYZE");
        var readModels = new PostgresReadModels(database.Source);
        var rebuild = new Rebuild(database.Store, database.Store, readModels, NullLogger<Rebuild>.Instance);
        var projection = new TimelineProjection();
        await rebuild.RunAsync(projection, (_, _) => { }, CancellationToken.None);
        var rows = await RowsAsync(database);
        await database.RunAsync("CREATE TABLE bench_rows (LIKE timeline_entries INCLUDING ALL)");
        var rounds = await Rounds.RunAsync(
            async () =>
            {
                var watch = Stopwatch.StartNew();
                await rebuild.RunAsync(projection, (_, _) => { }, CancellationToken.None);
                var rate = ConversationLog.Events / watch.Elapsed.TotalSeconds;
                Oracle.Must(await database.AskAsync<long>("SELECT count(*) FROM timeline_entries") == rows.Count, "The rebuild left rows out.");
                return rate;
            },
            async () =>
            {
                await database.RunAsync("TRUNCATE bench_rows");
                var watch = Stopwatch.StartNew();
                await StreamAsync(database);
                await CopyAsync(database, rows);
                return ConversationLog.Events / watch.Elapsed.TotalSeconds;
            });
        return [Row.OfRates(Id, rounds, Target.AtLeast(0.6), await StagesAsync(database, readModels, projection))];
    }

    /// <summary>What the parts of a rebuild take when they go on one after another instead of side by side.</summary>
    private static async Task<string> StagesAsync(BenchDatabase database, PostgresReadModels readModels, TimelineProjection projection)
    {
        var alone = new ProjectionTarget(projection, readModels, "_alone");
        await alone.StartAsync(CancellationToken.None);
        Stopwatch reading = new(), making = new(), saving = new();
        FollowedPage page;
        for (var position = 0L; ; position = page.To)
        {
            reading.Start();
            page = await FollowedPage.ReadAsync(database.Store, position, 4_000, NullLogger.Instance, CancellationToken.None);
            reading.Stop();
            making.Start();
            var rows = await alone.ActAsync(page.Events, CancellationToken.None);
            making.Stop();
            if (rows is null)
                break;
            saving.Start();
            Oracle.Must(await alone.SaveAsync(page.From, page.To, rows, CancellationToken.None), "The rows were not saved.");
            saving.Stop();
        }

        await readModels.DropAsync(projection.Tables, "_alone", alone.Name, CancellationToken.None);
        return $"one after another: reading {Share(reading)} µs an event, making rows {Share(making)} µs, saving them {Share(saving)} µs";

        static string Share(Stopwatch watch) => $"{watch.Elapsed.TotalMicroseconds / ConversationLog.Events:N1}";
    }

    private static async Task StreamAsync(BenchDatabase database)
    {
        var buffer = new byte[64 * 1024];
        await using var command = database.Source.CreateCommand("SELECT seq_id, stream_id, version, id, type, data::text, timestamp FROM mt_events ORDER BY seq_id");
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess);
        while (await reader.ReadAsync())
        {
            for (var column = 0; column < reader.FieldCount; column++)
                reader.GetBytes(column, 0, buffer, 0, buffer.Length);
        }
    }

    private static async Task<List<object?[]>> RowsAsync(BenchDatabase database)
    {
        await using var command = database.Source.CreateCommand("SELECT * FROM timeline_entries");
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        return rows;
    }

    private static async Task CopyAsync(BenchDatabase database, List<object?[]> rows)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync("COPY bench_rows FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            foreach (var value in row)
            {
                if (value is null)
                    await copy.WriteNullAsync();
                else if (value is long number)
                    await copy.WriteAsync(number, NpgsqlDbType.Bigint);
                else
                    await copy.WriteAsync((string)value, NpgsqlDbType.Text);
            }
        }

        await copy.CompleteAsync();
    }
}
