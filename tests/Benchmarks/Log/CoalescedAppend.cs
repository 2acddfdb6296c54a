using System.Diagnostics;
using Omnichannel.Benchmarks.Reporting;

namespace Omnichannel.Benchmarks.Log;

/// <summary>ES-2.</summary>
internal sealed class CoalescedAppend : IBenchmark
{
    private const int CallerCount = 64;
    private static readonly int[] Connections = [4, 16, 64];
    private static readonly TimeSpan Leg = TimeSpan.FromSeconds(2);
    private readonly Dictionary<int, int> _best = [];
    private readonly Effort _oursEffort = new();
    private readonly Dictionary<int, Effort> _bareEffort = Connections.ToDictionary(connections => connections, _ => new Effort());
    private readonly Dictionary<int, List<double>> _syncs = Connections.ToDictionary(connections => connections, _ => new List<double>());

    public string Id => "ES-2";

    public string Measures =>
        "64 callers, one event each, coalesced in PostgreSQL; beside (a) a Marten session each and (b) the best rate of prepared durable INSERTs over 4, 16 and 64 connections";

    public async Task<IReadOnlyList<Row>> RunAsync(Options options)
    {
        await using var database = await BenchDatabase.CreateAsync();
        await using var bare = await BareInserts.OpenAsync(database, CallerCount);
        await using var sessionsDatabase = await BenchDatabase.CreateAsync();
        var sessions = new MartenSessions(sessionsDatabase, CallerCount);
        using var batches = new BatchSizes();
        var callers = new Callers(database.Store.AppendAsync, CallerCount);
        var rounds = await Rounds.RunAsync(() => _oursEffort.OfAsync(() => callers.RunAsync(Leg), Leg), () => BestAsync(database, bare));
        var besideSessions = await Rounds.RunAsync(() => callers.RunAsync(Leg), () => sessions.RunAsync(Leg));
        await database.CheckLogAsync(callers.Total);
        await sessions.CheckAsync();
        var best = _best.MaxBy(pair => pair.Value).Key;
        return
        [
            Row.OfRates($"{Id}a", besideSessions, Target.AtLeast(5)),
            Row.OfRates(
                $"{Id}b", rounds, Target.AtLeast(1),
                $"{batches.Average:0} events a transaction; an event costs the machine {_oursEffort.MicrosecondsAnEvent:0} µs of processor; "
                + $"baseline best at {best} connections, where {_syncs[best].Average():0} events share a sync and one costs {_bareEffort[best].MicrosecondsAnEvent:0} µs"),
        ];
    }

    private async Task<double> BestAsync(BenchDatabase database, BareInserts bare)
    {
        var rates = new List<(int Connections, double Rate)>();
        foreach (var connections in Connections)
        {
            // The server's own count, not ours: one sync may cover many connections' commits.
            var before = await SyncsAsync(database);
            var rate = await _bareEffort[connections].OfAsync(() => RateAsync(bare, connections), Leg);
            _syncs[connections].Add(rate * Leg.TotalSeconds / Math.Max(1, await SyncsAsync(database) - before));
            rates.Add((connections, rate));
        }

        var best = rates.MaxBy(rate => rate.Rate);
        _best[best.Connections] = _best.GetValueOrDefault(best.Connections) + 1;
        return best.Rate;
    }

    private static Task<long> SyncsAsync(BenchDatabase database) => database.AskAsync<long>("SELECT wal_sync FROM pg_stat_wal");

    private static async Task<double> RateAsync(BareInserts bare, int connections)
    {
        await bare.EmptyAsync();
        long total = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(writer => Task.Run(async () =>
        {
            long version = 0;
            while (watch.Elapsed < Leg)
                await bare.InsertAsync(writer, ++version);
            Interlocked.Add(ref total, version);
        })));
        var rate = total / watch.Elapsed.TotalSeconds;
        await bare.CheckAsync(total);
        return rate;
    }
}
