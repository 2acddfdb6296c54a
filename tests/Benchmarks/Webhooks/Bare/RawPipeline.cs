using System.Diagnostics;
using System.Globalization;
using Omnichannel.Benchmarks.Bus;
using Omnichannel.Benchmarks.Log;
using Omnichannel.Hosting;
using RabbitMQ.Client;

namespace Omnichannel.Benchmarks.Webhooks;

/// <summary>A message of ours over a quorum queue and into a table, with nothing in between: publish, deliver, INSERT, acknowledge.</summary>
internal sealed class RawPipeline : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);
    private readonly RawQueues _queues;
    private readonly BareInserts _inserts;
    private readonly RawMessage _sample;
    private readonly List<IChannel> _consumers = [];
    private readonly long[] _versions = new long[Routes.Partitions];
    private Run _run = new(0);

    private RawPipeline(RawQueues queues, BareInserts inserts, RawMessage sample) => (_queues, _inserts, _sample) = (queues, inserts, sample);

    public static async Task<RawPipeline> StartAsync(BenchDatabase database)
    {
        var broker = await BenchBroker.NewAsync();
        var queues = await RawQueues.DeclareAsync(broker);
        RawMessage sample;
        await using (var host = await BusHost.StartAsync(broker, null))
            sample = await queues.SampleAsync(host.Publisher);
        var pipeline = new RawPipeline(queues, await BareInserts.OpenAsync(database, Routes.Partitions), sample);
        for (var partition = 0; partition < Routes.Partitions; partition++)
        {
            var writer = partition;
            pipeline._consumers.Add(await queues.SubscribeAsync(partition, async (channel, delivery) =>
            {
                var i = int.Parse(delivery.BasicProperties.MessageId!, CultureInfo.InvariantCulture);
                pipeline._run.Delivered[i] = Stopwatch.GetTimestamp();
                await pipeline._inserts.InsertAsync(writer, ++pipeline._versions[writer]);
                pipeline._run.Done(i);
                await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
            }));
        }

        return pipeline;
    }

    /// <summary>Sends at fixed times; how long until each was delivered, and until it was committed.</summary>
    public async Task<(Latencies Hop, Latencies Whole)> RunAsync(int count, int perSecond)
    {
        var run = _run = new Run(count);
        var intended = await OpenLoop.RunAsync(
            count, perSecond, i => _queues.PublishAsync(_sample, $"{i % Routes.Partitions}", i.ToString(CultureInfo.InvariantCulture)));
        await run.All.WaitAsync(Timeout, TimeProvider.System);
        await _inserts.CheckAsync(_versions.Sum());
        return (new Latencies(run.Delivered.Zip(intended, (at, from) => at - from)), new Latencies(run.Committed.Zip(intended, (at, from) => at - from)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var consumer in _consumers)
            await consumer.DisposeAsync();
        await _queues.DisposeAsync();
        await _inserts.DisposeAsync();
    }

    private sealed class Run(int count)
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _left = count;

        public long[] Delivered { get; } = new long[count];

        public long[] Committed { get; } = new long[count];

        public Task All => _all.Task;

        public void Done(int i)
        {
            Committed[i] = Stopwatch.GetTimestamp();
            if (Interlocked.Decrement(ref _left) == 0)
                _all.TrySetResult();
        }
    }
}
