using MassTransit;

namespace Omnichannel.Hosting;

/// <summary>Puts messages on the bus: returns once the broker has them in a durable queue.</summary>
public sealed class BusPublisher(IBus bus, TimeProvider time)
{
    /// <summary>MassTransit waits for a lost connection for ever; a caller over HTTP does not.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <exception cref="BusUnavailableException">No queue took the message, or the broker did not confirm.</exception>
    public async Task PublishAsync<T>(T message, CancellationToken ct)
        where T : class
    {
        try
        {
            await bus.Publish(message, context => Prepare(context, message), ct).WaitAsync(Timeout, time, ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            throw new BusUnavailableException($"The broker did not take a {typeof(T).Name}.", exception);
        }
    }

    private static void Prepare(SendContext context, object message)
    {
        if (Routes.KeyOf(message) is { } key)
            context.TrySetRoutingKey(key);
        // Without a queue behind it a message would vanish and still be confirmed.
        if (context.TryGetPayload(out RabbitMqSendContext? rabbit))
            rabbit.Mandatory = message is not (Contracts.Messages.ChatLineReady or Contracts.Messages.ChatSignal);
    }
}
