using System.Diagnostics;
using Omnichannel.Benchmarks.Reporting;

namespace Omnichannel.Benchmarks.Log;

/// <summary>ES-3.</summary>
internal sealed class BulkImport : IBenchmark
{
    private const int Chunk = 5_000;
    private const int EventsALeg = 100_000;
    private const int EventsALongLeg = 1_000_000;

    public string Id => "ES-3";

    public string Measures => "import of 100,000 events (1,000,000 with --long), order kept, in chunks of 5,000; beside raw binary COPY of as many rows a transaction into a table with the same columns and indexes";

    public async Task<IReadOnlyList<Row>> RunAsync(Options options)
    {
        var count = options.Long ? EventsALongLeg : EventsALeg;
        await using var database = await BenchDatabase.CreateAsync();
        await database.RunAsync("CREATE TABLE bench_copy (LIKE mt_events INCLUDING ALL)");
        var (imported, copied) = (0L, 0L);
        var rounds = await Rounds.RunAsync(
            () => LegAsync(count, async from =>
            {
                var events = BulkLoad.Make(imported, Chunk);
                from();
                var result = await database.Store.ImportAsync(events, CancellationToken.None);
                imported += Chunk;
                Oracle.Must(result.Position == imported && result.Appended == Chunk, "An import went astray.");
            }),
            CopyLegAsync);
        await database.CheckLogAsync(imported);
        Oracle.Must(await database.AskAsync<long>("SELECT count(*) FROM bench_copy") == copied, "The baseline's table does not hold what was copied.");
        // The copied table has no foreign key, for LIKE brings none along: what it costs is told beside.
        await database.RunAsync("ALTER TABLE bench_copy ADD FOREIGN KEY (stream_id) REFERENCES mt_streams (id)");
        var referencing = Spread.Of([await CopyLegAsync(), await CopyLegAsync(), await CopyLegAsync()]).Median;
        return [Row.OfRates(Id, rounds, Target.AtLeast(0.85), $"with the log's foreign key on its table the baseline is {referencing:N0}/s")];

        Task<double> CopyLegAsync() => LegAsync(count, async from =>
        {
            var events = BulkLoad.Make(copied, Chunk);
            from();
            await BulkLoad.CopyAsync(database.Source, events, copied);
            copied += Chunk;
        });
    }

    /// <summary>Events a second; making the events is not counted.</summary>
    private static async Task<double> LegAsync(int count, Func<Action, Task> chunk)
    {
        var watch = new Stopwatch();
        for (var left = count; left > 0; left -= Chunk)
        {
            await chunk(watch.Start);
            watch.Stop();
        }

        return count / watch.Elapsed.TotalSeconds;
    }
}
