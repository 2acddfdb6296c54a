using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Hosting;

/// <summary>How one kind of what channels hear is made durable, by its own type: over the bus, or by its handlers in this process.</summary>
internal sealed class HeardKind
{
    private static readonly FrozenDictionary<Type, HeardKind> Kinds = new Dictionary<Type, HeardKind>
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

    private HeardKind(Func<BusPublisher, IHeard, CancellationToken, Task> publish, Func<IServiceProvider, IHeard, CancellationToken, Task> handle) =>
        (PublishAsync, HandleAsync) = (publish, handle);

    public Func<BusPublisher, IHeard, CancellationToken, Task> PublishAsync { get; }

    public Func<IServiceProvider, IHeard, CancellationToken, Task> HandleAsync { get; }

    /// <exception cref="ArgumentException">Nobody handles that kind.</exception>
    public static HeardKind Of(IHeard heard) =>
        Kinds.GetValueOrDefault(heard.GetType()) ?? throw new ArgumentException($"Nobody handles {heard.GetType()}.", nameof(heard));

    private static HeardKind Of<T>()
        where T : class, IHeard => new((publisher, heard, ct) => publisher.PublishAsync((T)heard, ct), HandleHereAsync<T>);

    private static async Task HandleHereAsync<T>(IServiceProvider services, IHeard heard, CancellationToken ct)
        where T : class, IHeard
    {
        var handled = false;
        foreach (var handler in services.GetServices<IHandle<T>>())
        {
            await handler.HandleAsync((T)heard, new Delivery(Again: false), ct);
            handled = true;
        }

        if (!handled)
            throw new BusUnavailableException($"No service in this process handles {typeof(T).Name}; give it a broker.");
    }
}
