using Microsoft.Extensions.DependencyInjection;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Hosting;

/// <summary>Takes what a channel heard and returns once it is durable: only then may the provider be told that we have it.</summary>
public interface IAcceptance
{
    /// <summary>Throws when it could not be made durable; then the provider must be told to come again.</summary>
    Task AcceptAsync(IReadOnlyList<IHeard> heard, CancellationToken ct);
}

/// <summary>With a broker: confirmed, mandatory publishes to durable queues.</summary>
internal sealed class BrokerAcceptance(BusPublisher publisher) : IAcceptance
{
    public Task AcceptAsync(IReadOnlyList<IHeard> heard, CancellationToken ct) => heard.Count == 1
        ? PublishAsync(heard[0], ct)
        : Task.WhenAll(heard.Select(one => PublishAsync(one, ct)));

    private Task PublishAsync(IHeard heard, CancellationToken ct) => heard switch
    {
        MessageHeard message => publisher.PublishAsync(message, ct),
        DeliveryHeard report => publisher.PublishAsync(report, ct),
        InputHeard input => publisher.PublishAsync(input, ct),
        _ => throw new ArgumentException($"Nobody handles {heard.GetType()}.", nameof(heard)),
    };
}

/// <summary>Without a broker: the handlers have run in this process and the events are in the log.</summary>
internal sealed class InProcessAcceptance(IServiceProvider services) : IAcceptance
{
    public async Task AcceptAsync(IReadOnlyList<IHeard> heard, CancellationToken ct)
    {
        foreach (var one in heard)
        {
            await (one switch
            {
                MessageHeard message => HandleAsync(message, ct),
                DeliveryHeard report => HandleAsync(report, ct),
                InputHeard input => HandleAsync(input, ct),
                _ => throw new ArgumentException($"Nobody handles {one.GetType()}.", nameof(heard)),
            });
        }
    }

    private async Task HandleAsync<T>(T message, CancellationToken ct)
        where T : class
    {
        var handled = false;
        foreach (var handler in services.GetServices<IHandle<T>>())
        {
            await handler.HandleAsync(message, new Delivery(Again: false), ct);
            handled = true;
        }

        if (!handled)
            throw new BusUnavailableException($"No service in this process handles {typeof(T).Name}; give it a broker.");
    }
}
