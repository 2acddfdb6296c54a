using Omnichannel.Benchmarks.Reporting;
using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.Marten;

namespace Omnichannel.Benchmarks.Log;

/// <summary>ES-4. Only within one process: two would give out the same positions without the lock.</summary>
internal sealed class GlobalOrder : IBenchmark
{
    private const int CallerCount = 16;
    private const string NoLock = "SELECT 1";
    private static readonly TimeSpan Leg = TimeSpan.FromSeconds(2);

    public string Id => "ES-4";

    public string Measures => "16 callers, one event each, coalesced in PostgreSQL under the lock that keeps positions in commit order; beside the same with SELECT 1 in its place";

    public async Task<IReadOnlyList<Row>> RunAsync(Options options)
    {
        await using var orderedDatabase = await BenchDatabase.CreateAsync();
        await using var freeDatabase = await BenchDatabase.CreateAsync();
        await using var orderedAppender = new CoalescingAppender(new BatchWriter(orderedDatabase.Marten).WriteAsync);
        await using var freeAppender = new CoalescingAppender(new BatchWriter(freeDatabase.Marten, NoLock).WriteAsync);
        var (ordered, free) = (new Callers(orderedAppender.AppendAsync, CallerCount), new Callers(freeAppender.AppendAsync, CallerCount));
        var rounds = await Rounds.RunAsync(() => ordered.RunAsync(Leg), () => free.RunAsync(Leg));
        await orderedDatabase.CheckLogAsync(ordered.Total);
        await freeDatabase.CheckLogAsync(free.Total);
        return [Row.OfRates(Id, rounds, Target.AtLeast(0.9))];
    }
}
