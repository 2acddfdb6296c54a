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
    public Task AcceptAsync(IReadOnlyList<IHeard> heard, CancellationToken ct) =>
        Task.WhenAll(heard.Select(one => HeardKind.Of(one).PublishAsync(publisher, one, ct)));
}

/// <summary>Without a broker: the handlers have run in this process and the events are in the log.</summary>
internal sealed class InProcessAcceptance(IServiceProvider services) : IAcceptance
{
    public async Task AcceptAsync(IReadOnlyList<IHeard> heard, CancellationToken ct)
    {
        foreach (var one in heard)
            await HeardKind.Of(one).HandleAsync(services, one, ct);
    }
}
