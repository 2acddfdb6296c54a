using Omnichannel.Contracts.Messages;

namespace Omnichannel.Hosting;

/// <summary>Accepts inbound facts, and returns once they are durable: only then may the provider get its success.</summary>
public interface IIntake
{
    /// <summary>Throws when they could not be made durable; then the provider has to get an error, so that it sends again.</summary>
    Task AcceptAsync(IReadOnlyList<IInboundFact> heard, CancellationToken ct);
}

/// <summary>With a broker: confirmed, mandatory publishes to durable queues.</summary>
internal sealed class BrokerIntake(BusPublisher publisher) : IIntake
{
    public Task AcceptAsync(IReadOnlyList<IInboundFact> heard, CancellationToken ct) =>
        Task.WhenAll(heard.Select(one => IntakeRoute.Of(one).PublishAsync(publisher, one, ct)));
}

/// <summary>Without a broker: the handlers have run in this process and the events are in the log.</summary>
internal sealed class InProcessIntake(IServiceProvider services) : IIntake
{
    public async Task AcceptAsync(IReadOnlyList<IInboundFact> heard, CancellationToken ct)
    {
        foreach (var one in heard)
            await IntakeRoute.Of(one).HandleAsync(services, one, ct);
    }
}
