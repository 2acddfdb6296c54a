using System.Diagnostics;
using Omnichannel.Benchmarks.Log;
using Omnichannel.Benchmarks.Reporting;
using Omnichannel.Hosting;

namespace Omnichannel.Benchmarks.Bus;

/// <summary>MQ-1.</summary>
internal sealed class BusPublish : IBenchmark
{
    private static readonly TimeSpan Leg = TimeSpan.FromSeconds(2);

    public string Id => "MQ-1";

    public string Measures => "messages of citizens published through our bus to eight quorum queues, sealed, mandatory, confirmed, 200 at a time; beside RabbitMQ.Client publishing the same bytes to the same queues with the same window";

    public async Task<IReadOnlyList<Row>> RunAsync(Options options)
    {
        var broker = await BenchBroker.NewAsync();
        await using var queues = await RawQueues.DeclareAsync(broker);
        await using var host = await BusHost.StartAsync(broker, null);
        var sample = await queues.SampleAsync(host.Publisher);
        var ours = HeardMessages.Over(host.Publisher);
        var bare = new HeardMessages(message => queues.PublishAsync(sample, Routes.KeyOf(message)!, message.ProviderMessageId));
        Effort oursEffort = new(), bareEffort = new();
        var rounds = await Rounds.RunAsync(() => LegAsync(ours, oursEffort, queues), () => LegAsync(bare, bareEffort, queues));
        return
        [
            Row.OfRates(
                Id, rounds, Target.AtLeast(0.6),
                $"{sample.Body.Length:N0} bytes a message; one costs the machine {oursEffort.MicrosecondsAnEvent:0} µs of processor, in the baseline {bareEffort.MicrosecondsAnEvent:0} µs"),
        ];
    }

    private static async Task<double> LegAsync(HeardMessages messages, Effort effort, RawQueues queues)
    {
        var published = 0;
        var rate = await effort.OfAsync(
            async () =>
            {
                var watch = Stopwatch.StartNew();
                published = await messages.PublishAsync(_ => watch.Elapsed < Leg);
                return published / watch.Elapsed.TotalSeconds;
            },
            Leg);
        await queues.ConsumeAsync(published);
        return rate;
    }
}
