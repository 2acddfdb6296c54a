using Omnichannel.Benchmarks.Reporting;
using Omnichannel.EventSourcing;

namespace Omnichannel.Benchmarks.Log;

/// <summary>ES-11b.</summary>
internal sealed class EmbeddedSingleAppend : IBenchmark
{
    private static readonly TimeSpan Leg = TimeSpan.FromSeconds(1);
    private static readonly StreamName Stream = new("conversation", "0");

    public string Id => "ES-11b";

    public string Measures => "one caller, one event in SQLite; beside one write and fdatasync of its bytes";

    public async Task<IReadOnlyList<Row>> RunAsync(Options options)
    {
        using var folder = WorkFolder.OnDisk();
        await using var log = new EmbeddedLog(folder["log.db"]);
        using var file = new SyncedFile(folder["bare"]);
        var bytes = new byte[Payload.Bytes];
        long appended = 0, written = 0;
        var rounds = await Rounds.RunAsync(
            () => Latencies.OfAsync(Leg, async () =>
            {
                var result = await log.Store.AppendAsync(new AppendRequest(Stream, appended, [Payload.Next()]), CancellationToken.None);
                Oracle.Must(result == new AppendResult(AppendOutcome.Appended, ++appended, appended), "An append went astray.");
            }),
            () => Latencies.OfAsync(Leg, () =>
            {
                file.Write(bytes);
                written++;
                return Task.CompletedTask;
            }));
        log.Check(appended);
        Oracle.Must(file.Length == written * bytes.Length, "The baseline's file is not as long as what was written.");
        return [Row.OfLatencies(Id, rounds, 0.5, Target.AtMost(1.5)), Row.OfLatencies(Id, rounds, 0.99, null)];
    }
}
