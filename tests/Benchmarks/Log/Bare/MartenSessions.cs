using System.Diagnostics;

namespace Omnichannel.Benchmarks.Log;

/// <summary>The baseline in Marten as everybody uses it: a session each, one event with its expected version, on tables set as the log's.</summary>
internal sealed class MartenSessions(BenchDatabase database, int callers)
{
    private readonly long[] _versions = new long[callers];

    /// <summary>Appends for a while; events a second.</summary>
    public async Task<double> RunAsync(TimeSpan time)
    {
        var before = _versions.Sum();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            while (watch.Elapsed < time)
                await AppendAsync($"conversation-{caller}", ++_versions[caller]);
        })));
        return (_versions.Sum() - before) / watch.Elapsed.TotalSeconds;
    }

    public Task CheckAsync() => database.CheckLogAsync(_versions.Sum());

    private async Task AppendAsync(string stream, long version)
    {
        var e = Payload.Next();
        await using var session = database.Marten.LightweightSession();
        session.CorrelationId = e.Context.CorrelationId;
        session.CausationId = e.Context.CausationId;
        session.LastModifiedBy = e.Context.Actor;
        session.Events.Append(stream, version, Payload.Record);
        await session.SaveChangesAsync();
    }
}
