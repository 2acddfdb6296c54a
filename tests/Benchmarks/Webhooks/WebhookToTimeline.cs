using Omnichannel.Benchmarks.Log;
using Omnichannel.Benchmarks.Reporting;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Benchmarks.Webhooks;

/// <summary>CX-3.</summary>
internal sealed class WebhookToTimeline : IBenchmark
{
    private const int PerSecond = 200;
    private const int Seconds = 5;

    /// <summary>Each is looked at by somebody.</summary>
    private const int Citizens = 8;

    private readonly TwilioTexts _provider = new();
    private readonly List<Latencies> _accepted = [];
    private readonly List<Latencies> _hops = [];

    public string Id => "CX-3";

    public string Measures => $"from a signed text, {PerSecond} a second open loop, over RabbitMQ and PostgreSQL until it shows on the live timeline of its citizen, of which {Citizens} are open; beside the same bytes over a quorum queue and one durable INSERT, through RabbitMQ.Client and Npgsql";

    public async Task<IReadOnlyList<Row>> RunAsync(Options options)
    {
        using var folder = WorkFolder.OnDisk();
        await using var database = await BenchDatabase.CreateAsync();
        await using var bareDatabase = await BenchDatabase.CreateAsync();
        await using var ours = await BrokerServer.StartAsync(folder, database, _provider);
        await using var bare = await RawPipeline.StartAsync(bareDatabase);
        var texts = new Texts(_provider, Citizens);
        await ours.CheckAsync(await TimedDeliveries.RunAsync(ours.Port, texts.Make(Citizens), PerSecond));
        await using var watch = await TimelineWatch.StartAsync(ours.Http, Enumerable.Range(0, Citizens).Select(Texts.NumberOf));
        var rounds = await Rounds.RunAsync(
            async () =>
            {
                var deliveries = await TimedDeliveries.RunAsync(ours.Port, texts.Make(PerSecond * Seconds), PerSecond);
                var seen = await watch.SeenAsync([.. deliveries.Texts.Select(text => MessageHeard.IdOf("sms", _provider.Name, text.Serial))]);
                await ours.CheckAsync(deliveries);
                _accepted.Add(deliveries.Latencies);
                return new Latencies(seen.Select((at, i) => at - deliveries.Intended[i]));
            },
            async () =>
            {
                var (hop, whole) = await bare.RunAsync(PerSecond * Seconds, PerSecond);
                _hops.Add(hop);
                return whole;
            });
        return
        [
            Row.OfLatencies(Id, rounds, 0.5, Target.AtMost(1.5), Note(0.5)), Row.OfLatencies(Id, rounds, 0.99, Target.AtMost(2), Note(0.99)),
        ];
    }

    private string Note(double share) =>
        $"the provider had its answer after {Median(_accepted, share):N0} µs; in the baseline the message was delivered after {Median(_hops, share):N0} µs";

    private static double Median(List<Latencies> rounds, double share) => Spread.Of(rounds.Select(round => round.At(share))).Median;
}
