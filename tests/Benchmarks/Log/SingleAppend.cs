using Omnichannel.Benchmarks.Reporting;
using Omnichannel.EventSourcing;

namespace Omnichannel.Benchmarks.Log;

/// <summary>ES-1.</summary>
internal sealed class SingleAppend : IBenchmark
{
    private static readonly TimeSpan Leg = TimeSpan.FromSeconds(2);
    private static readonly StreamName Stream = new("conversation", "0");

    public string Id => "ES-1";

    public string Measures => "one writer, one event with its expected version, durable in PostgreSQL; beside one prepared durable INSERT with the same indexes";

    public async Task<IReadOnlyList<Row>> RunAsync(Options options)
    {
        await using var database = await BenchDatabase.CreateAsync();
        await using var bare = await BareInserts.OpenAsync(database, 1);
        long appended = 0, inserted = 0;
        var rounds = await Rounds.RunAsync(
            () => Latencies.OfAsync(Leg, async () =>
            {
                var result = await database.Store.AppendAsync(new AppendRequest(Stream, appended, [Payload.Next()]), CancellationToken.None);
                Oracle.Must(result == new AppendResult(AppendOutcome.Appended, ++appended, appended), "An append went astray.");
            }),
            () => Latencies.OfAsync(Leg, () => bare.InsertAsync(0, ++inserted)));
        await database.CheckLogAsync(appended);
        await bare.CheckAsync(inserted);
        return [Row.OfLatencies(Id, rounds, 0.5, Target.AtMost(2)), Row.OfLatencies(Id, rounds, 0.99, Target.AtMost(2))];
    }
}
