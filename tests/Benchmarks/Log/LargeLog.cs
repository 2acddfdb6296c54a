using Omnichannel.Benchmarks.Reporting;
using Omnichannel.EventSourcing;

namespace Omnichannel.Benchmarks.Log;

/// <summary>ES-12, only with <c>--long</c>: it loads millions of events.</summary>
/// <param name="large">A whole number of chunks.</param>
internal sealed class LargeLog(long large) : IBenchmark
{
    private const long Small = 100_000;
    private const int Chunk = 10_000;
    private static readonly TimeSpan Leg = TimeSpan.FromSeconds(2);

    public string Id => "ES-12";

    public string Measures => $"one append into PostgreSQL with {large:N0} events in the log; beside the same with {Small:N0} (with --long only)";

    public async Task<IReadOnlyList<Row>> RunAsync(Options options)
    {
        if (!options.Long)
            return [];
        await using var ours = await LoadAsync(large);
        await using var small = await LoadAsync(Small);
        long inLarge = 0, inSmall = 0;
        var rounds = await Rounds.RunAsync(() => AppendsAsync(ours, () => inLarge++, large), () => AppendsAsync(small, () => inSmall++, Small));
        var sizes = await ours.AskAsync<string>(
            """
            SELECT 'table ' || pg_size_pretty(pg_table_size('mt_events')) || ', by position ' || pg_size_pretty(pg_relation_size('pkey_mt_events_seq_id'))
                || ', by id ' || pg_size_pretty(pg_relation_size('idx_mt_events_event_id')) || ', by stream and version '
                || pg_size_pretty(pg_relation_size('pk_mt_events_stream_and_version'))
            """);
        await ours.CheckLogAsync(large + inLarge);
        await small.CheckLogAsync(Small + inSmall);
        return [Row.OfLatencies(Id, rounds, 0.5, Target.AtMost(1.15), $"{large:N0} events on disk: {sizes}")];
    }

    private static Task<Latencies> AppendsAsync(BenchDatabase database, Func<long> next, long loaded)
    {
        var stream = new StreamName("conversation", "appended");
        return Latencies.OfAsync(Leg, async () =>
        {
            var version = next();
            var result = await database.Store.AppendAsync(new AppendRequest(stream, version, [Payload.Next()]), CancellationToken.None);
            Oracle.Must(result.Position == loaded + version + 1, "An append went astray.");
        });
    }

    private static async Task<BenchDatabase> LoadAsync(long events)
    {
        var database = await BenchDatabase.CreateAsync();
        for (var loaded = 0L; loaded < events; loaded += Chunk)
            await database.Store.ImportAsync(BulkLoad.Make(loaded, Chunk), CancellationToken.None);
        await database.RunAsync("VACUUM ANALYZE");
        return database;
    }
}
