using System.Diagnostics;
using Omnichannel.Benchmarks.Reporting;

namespace Omnichannel.Benchmarks.Log;

/// <summary>ES-11.</summary>
internal sealed class EmbeddedCoalescedAppend : IBenchmark
{
    private const int CallerCount = 64;
    private static readonly TimeSpan Leg = TimeSpan.FromSeconds(2);

    public string Id => "ES-11";

    public string Measures => "64 callers, one event each, coalesced in SQLite; beside a loop of write and fdatasync of as many bytes as such a batch has";

    public async Task<IReadOnlyList<Row>> RunAsync(Options options)
    {
        using var folder = WorkFolder.OnDisk();
        await using var log = new EmbeddedLog(folder["log.db"]);
        using var batches = new BatchSizes();
        var callers = new Callers(log.Store.AppendAsync, CallerCount);
        Effort ours = new(), bare = new();
        var rounds = await Rounds.RunAsync(
            () => ours.OfAsync(() => callers.RunAsync(Leg), Leg),
            () => bare.OfAsync(() => Task.FromResult(Loop(folder["bare"], Math.Max(1, (int)Math.Round(batches.Average)))), Leg));
        log.Check(callers.Total);
        return
        [
            Row.OfRates(
                Id, rounds, Target.AtLeast(0.5),
                $"{batches.Average:0} events a transaction; an event costs {ours.MicrosecondsAnEvent:0} µs of processor and {ours.BytesAnEvent:N0} bytes written, "
                + $"in the baseline {bare.MicrosecondsAnEvent:0} µs and {bare.BytesAnEvent:N0}"),
        ];
    }

    private static double Loop(string path, int batch)
    {
        using var file = new SyncedFile(path);
        var bytes = new byte[batch * Payload.Bytes];
        var watch = Stopwatch.StartNew();
        var written = 0;
        for (; watch.Elapsed < Leg; written++)
            file.Write(bytes);
        var rate = (double)written * batch / watch.Elapsed.TotalSeconds;
        Oracle.Must(file.Length == (long)written * bytes.Length, "The baseline's file is not as long as what was written.");
        return rate;
    }
}
