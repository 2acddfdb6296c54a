using System.Diagnostics;
using Omnichannel.Hosting;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Omnichannel.Benchmarks.Bus;

/// <summary>
/// RabbitMQ.Client and nothing above it: the exchange of heard messages and its quorum queues, made as our bus makes them, published to with
/// confirms and consumed from over a channel a queue.
/// </summary>
internal sealed class RawQueues : IAsyncDisposable
{
    private const string Exchange = "Omnichannel.Contracts.Messages:MessageHeard";

    /// <summary>As our bus has it.</summary>
    private const ushort Prefetch = 200;

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);
    private readonly IConnection _connection;
    private readonly IChannel _publishing;

    private RawQueues(IConnection connection, IChannel publishing) => (_connection, _publishing) = (connection, publishing);

    public static async Task<RawQueues> DeclareAsync(Uri broker)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        // Without the client's own limit of 128 unconfirmed messages: who publishes has a window already.
        var channel = await connection.CreateChannelAsync(new CreateChannelOptions(
            publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: null));
        await channel.ExchangeDeclareAsync(Exchange, ExchangeType.Direct, durable: true, autoDelete: false);
        await DeclareQueuesAsync(channel);
        return new RawQueues(connection, channel);
    }

    /// <summary>Returns when it is confirmed.</summary>
    public async Task PublishAsync(RawMessage message, string key, string id) => await _publishing.BasicPublishAsync(
        Exchange, key, mandatory: true, new BasicProperties(message.Properties) { MessageId = id }, message.Body);

    /// <summary>A message of ours as the broker has it.</summary>
    public async Task<RawMessage> SampleAsync(BusPublisher publisher)
    {
        var message = HeardMessages.Of(0, 0);
        await publisher.PublishAsync(message, CancellationToken.None);
        var taken = new TaskCompletionSource<RawMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var channel = await SubscribeAsync(int.Parse(Routes.KeyOf(message)!, null), async (channel, delivery) =>
        {
            var sample = new RawMessage(new BasicProperties(delivery.BasicProperties), delivery.Body.ToArray());
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
            taken.TrySetResult(sample);
        });
        return await taken.Task.WaitAsync(Timeout, TimeProvider.System);
    }

    /// <summary>Takes so many messages, each once, acknowledging each, and leaves nothing behind; messages a second from the first one on.</summary>
    public async Task<double> ConsumeAsync(int count)
    {
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (left, began) = (count, 0L);
        var ids = new HashSet<string>[Routes.Partitions];
        var channels = new IChannel[Routes.Partitions];
        for (var partition = 0; partition < Routes.Partitions; partition++)
        {
            var seen = ids[partition] = [];
            channels[partition] = await SubscribeAsync(partition, async (channel, delivery) =>
            {
                Interlocked.CompareExchange(ref began, Stopwatch.GetTimestamp(), 0);
                seen.Add(delivery.BasicProperties.MessageId!);
                await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
                if (Interlocked.Decrement(ref left) == 0)
                    all.TrySetResult();
            });
        }

        await all.Task.WaitAsync(Timeout, TimeProvider.System);
        var rate = count / Stopwatch.GetElapsedTime(began).TotalSeconds;
        for (var partition = 0; partition < Routes.Partitions; partition++)
            Oracle.Must((await _publishing.QueueDeclarePassiveAsync(QueueOf(partition))).MessageCount == 0, "There is more in a queue than was confirmed.");
        foreach (var channel in channels)
            await channel.DisposeAsync();
        var distinct = ids.Sum(seen => seen.Count);
        Oracle.Must(
            left == 0 && distinct == count, $"The queues do not hold each confirmed message once: {count:N0} were, {count - left:N0} came, {distinct:N0} different ones.");
        // Made anew: a quorum queue may lose the last acknowledgements of a channel that closes, and would deliver those messages again.
        for (var partition = 0; partition < Routes.Partitions; partition++)
            await _publishing.QueueDeleteAsync(QueueOf(partition), ifUnused: false, ifEmpty: false);
        await DeclareQueuesAsync(_publishing);
        return rate;
    }

    /// <summary>Takes a queue's messages one after another until the channel is disposed.</summary>
    /// <param name="take">Acknowledges each over the channel it came by.</param>
    public async Task<IChannel> SubscribeAsync(int partition, Func<IChannel, BasicDeliverEventArgs, Task> take)
    {
        var channel = await _connection.CreateChannelAsync();
        await channel.BasicQosAsync(0, Prefetch, global: false);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) => take(channel, delivery);
        await channel.BasicConsumeAsync(QueueOf(partition), autoAck: false, consumer);
        return channel;
    }

    public async ValueTask DisposeAsync()
    {
        await _publishing.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static async Task DeclareQueuesAsync(IChannel channel)
    {
        for (var partition = 0; partition < Routes.Partitions; partition++)
        {
            await channel.QueueDeclareAsync(
                QueueOf(partition), durable: true, exclusive: false, autoDelete: false,
                new Dictionary<string, object?> { ["x-queue-type"] = "quorum", ["x-single-active-consumer"] = true });
            await channel.QueueBindAsync(QueueOf(partition), Exchange, $"{partition}");
        }
    }

    private static string QueueOf(int partition) => $"bench-{partition}";
}

/// <summary>What is published, but for its id.</summary>
internal sealed record RawMessage(BasicProperties Properties, byte[] Body);
