using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Omnichannel.Hosting;

/// <summary>A queue that a service of this process listens to.</summary>
/// <param name="Name"><c>service.message</c>: explicit, for two services with a consumer of one name would share a queue and each lose half.</param>
/// <param name="Key">The routing key it is bound with; null for types that go to everybody.</param>
/// <param name="InOrder">One message at a time, in one process at a time.</param>
/// <param name="IsTransient">Belongs to this process alone and vanishes with it.</param>
internal sealed record Queue(
    string Name, Type Message, string? Key, bool InOrder, bool IsTransient, Action<IReceiveEndpointConfigurator, IRegistrationContext> Connect)
{
    /// <summary>The caller of a request waits for seconds, not for hours.</summary>
    public bool IsRequest { get; init; }
}

/// <summary>What a module says in <see cref="IServiceModule.AddConsumers"/>.</summary>
public static class QueueRegistration
{
    /// <summary>Handles messages of one type from a durable queue; a process with several handlers of a type gives each its own queue.</summary>
    /// <param name="key">The routing key, for types that have one (<see cref="Routes"/>).</param>
    public static void AddQueue<TMessage, THandler>(this IBusRegistrationConfigurator bus, string name, string? key = null)
        where TMessage : class
        where THandler : class, IHandle<TMessage>
    {
        bus.AddHandler<TMessage, THandler>();
        bus.AddSingleton(new Queue(name, typeof(TMessage), key, false, false, Connect<HandlerConsumer<TMessage, THandler>>()));
    }

    /// <summary>As <see cref="AddQueue"/>, with one queue per partition, each in order.</summary>
    public static void AddPartitionedQueues<TMessage, THandler>(this IBusRegistrationConfigurator bus, string name)
        where TMessage : class
        where THandler : class, IHandle<TMessage>
    {
        bus.AddHandler<TMessage, THandler>();
        for (var partition = 0; partition < Routes.Partitions; partition++)
        {
            bus.AddSingleton(new Queue(
                $"{name}-{partition}", typeof(TMessage), $"{partition}", true, false, Connect<HandlerConsumer<TMessage, THandler>>()));
        }
    }

    /// <summary>Every process gets every message, as long as it runs.</summary>
    public static void AddBroadcast<TMessage, THandler>(this IBusRegistrationConfigurator bus, string name)
        where TMessage : class
        where THandler : class, IHandle<TMessage>
    {
        bus.AddHandler<TMessage, THandler>();
        bus.AddSingleton(new Queue(
            $"{name}-{Guid.NewGuid():N}", typeof(TMessage), null, false, true, Connect<HandlerConsumer<TMessage, THandler>>()));
    }

    /// <summary>Handles requests of one type; send them with <see cref="IRequest{TRequest, TResponse}"/>.</summary>
    public static void AddRequestHandler<TRequest, TResponse, THandler>(this IBusRegistrationConfigurator bus, string name)
        where TRequest : class
        where TResponse : class
        where THandler : class, IRequestHandler<TRequest, TResponse>
    {
        bus.AddSingleton<THandler>();
        bus.AddSingleton<IRequestHandler<TRequest, TResponse>>(provider => provider.GetRequiredService<THandler>());
        bus.AddConsumer<RequestConsumer<TRequest, TResponse, THandler>>();
        bus.AddSingleton(new Queue(name, typeof(TRequest), null, false, false, Connect<RequestConsumer<TRequest, TResponse, THandler>>()) { IsRequest = true });
    }

    private static void AddHandler<TMessage, THandler>(this IBusRegistrationConfigurator bus)
        where TMessage : class
        where THandler : class, IHandle<TMessage>
    {
        bus.AddSingleton<THandler>();
        bus.AddSingleton<IHandle<TMessage>>(provider => provider.GetRequiredService<THandler>());
        bus.AddConsumer<HandlerConsumer<TMessage, THandler>>();
    }

    private static Action<IReceiveEndpointConfigurator, IRegistrationContext> Connect<TConsumer>()
        where TConsumer : class, IConsumer => (endpoint, context) => endpoint.ConfigureConsumer<TConsumer>(context);
}
