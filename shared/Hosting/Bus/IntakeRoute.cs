using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Hosting;

/// <summary>Dispatches an inbound fact by its type: to the bus, or to the handlers in this process.</summary>
internal sealed class IntakeRoute
{
    private static readonly FrozenDictionary<Type, IntakeRoute> Routes = new Dictionary<Type, IntakeRoute>
    {
        [typeof(MessageHeard)] = Of<MessageHeard>(),
        [typeof(DeliveryHeard)] = Of<DeliveryHeard>(),
        [typeof(AmendmentHeard)] = Of<AmendmentHeard>(),
        [typeof(ConsentHeard)] = Of<ConsentHeard>(),
        [typeof(CallHeard)] = Of<CallHeard>(),
        [typeof(EchoHeard)] = Of<EchoHeard>(),
        [typeof(WatermarkHeard)] = Of<WatermarkHeard>(),
        [typeof(InputHeard)] = Of<InputHeard>(),
        [typeof(PartHeard)] = Of<PartHeard>(),
        [typeof(AttemptHeard)] = Of<AttemptHeard>(),
        [typeof(ProviderSwitchHeard)] = Of<ProviderSwitchHeard>(),
    }.ToFrozenDictionary();

    private IntakeRoute(Func<BusPublisher, IInboundFact, CancellationToken, Task> publish, Func<IServiceProvider, IInboundFact, CancellationToken, Task> handle) =>
        (PublishAsync, HandleAsync) = (publish, handle);

    public Func<BusPublisher, IInboundFact, CancellationToken, Task> PublishAsync { get; }

    public Func<IServiceProvider, IInboundFact, CancellationToken, Task> HandleAsync { get; }

    /// <exception cref="ArgumentException">Nobody handles that kind.</exception>
    public static IntakeRoute Of(IInboundFact fact) =>
        Routes.GetValueOrDefault(fact.GetType()) ?? throw new ArgumentException($"Nobody handles {fact.GetType()}.", nameof(fact));

    private static IntakeRoute Of<T>()
        where T : class, IInboundFact => new((publisher, fact, ct) => publisher.PublishAsync((T)fact, ct), HandleHereAsync<T>);

    private static async Task HandleHereAsync<T>(IServiceProvider services, IInboundFact fact, CancellationToken ct)
        where T : class, IInboundFact
    {
        var handled = false;
        foreach (var handler in services.GetServices<IHandle<T>>())
        {
            await handler.HandleAsync((T)fact, new Delivery(Redelivered: false), ct);
            handled = true;
        }

        if (!handled)
            throw new BusUnavailableException($"No service in this process handles {typeof(T).Name}; give it a broker.");
    }
}
