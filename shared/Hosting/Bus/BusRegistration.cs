using System.Data.Common;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Omnichannel.Settings;

namespace Omnichannel.Hosting;

/// <summary>The one place that configures MassTransit: in memory, or RabbitMQ when <c>ConnectionStrings:RabbitMq</c> names one.</summary>
internal static class BusRegistration
{
    private static readonly TimeSpan[] ShortRetries = [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(2)];

    public static void AddBus(this IHostApplicationBuilder builder, IReadOnlyList<IServiceModule> modules)
    {
        var services = builder.Services;
        var broker = builder.Configuration.ReadSettings<ConnectionOptions>().RabbitMq;
        services.AddSingleton<BusPublisher>();
        services.AddSingleton(new BusMode(IsInProcess: broker.Length == 0));
        if (broker.Length == 0)
            services.AddSingleton<IIntake, InProcessIntake>().AddSingleton(typeof(IRequest<,>), typeof(InProcessRequest<,>));
        else
            services.AddSingleton<IIntake, BrokerIntake>().AddSingleton(typeof(IRequest<,>), typeof(BusRequest<,>));
        // The first published messages would reach nobody while the queues are still being made.
        services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        services.AddMassTransit(bus =>
        {
            // Nothing calls home from an administration's network.
            bus.DisableUsageTelemetry();
            foreach (var module in modules)
                module.AddConsumers(bus);
            if (broker.Length == 0)
                bus.UsingInMemory(ConfigureInMemory);
            else
                bus.UsingRabbitMq((context, configurator) => ConfigureRabbitMq(context, configurator, new Uri(broker)));
        });
    }

    private static void ConfigureInMemory(IBusRegistrationContext context, IInMemoryBusFactoryConfigurator configurator)
    {
        ConfigureJson(configurator);
        Routes.ConfigureKeyed(configurator);
        foreach (var queue in context.GetServices<Queue>())
        {
            configurator.ReceiveEndpoint(queue.Name, endpoint =>
            {
                ConfigureEndpoint(endpoint, queue, context);
                if (queue.Key is null)
                    return;
                endpoint.ConfigureConsumeTopology = false;
                Bindings.Bind(endpoint, queue);
            });
        }
    }

    private static void ConfigureRabbitMq(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator configurator, Uri broker)
    {
        ConfigureJson(configurator);
        var seal = new SealedMessages(context.GetRequiredService<AdminKey>());
        configurator.AddSerializer(seal);
        configurator.AddDeserializer(seal);
        configurator.Host(broker);
        Routes.ConfigureKeyed(configurator);
        foreach (var queue in context.GetServices<Queue>())
        {
            configurator.ReceiveEndpoint(queue.Name, endpoint =>
            {
                if (queue.IsTransient)
                {
                    endpoint.AutoDelete = true;
                    endpoint.Durable = false;
                }
                else
                {
                    endpoint.SetQuorumQueue();
                    endpoint.SingleActiveConsumer = queue.InOrder;
                }

                ConfigureEndpoint(endpoint, queue, context);
                if (queue.Key is null)
                    return;
                endpoint.ConfigureConsumeTopology = false;
                Bindings.Bind(endpoint, queue);
            });
        }
    }

    private static void ConfigureEndpoint(IReceiveEndpointConfigurator endpoint, Queue queue, IRegistrationContext context)
    {
        // On two cores MassTransit's own default is 16: too few to keep the log's batches full.
        endpoint.PrefetchCount = 200;
        endpoint.ConcurrentMessageLimit = queue.InOrder ? 1 : 100;
        // A store that is away is waited for; anything else gets three short retries and then the error queue. Nobody waits that long for the
        // response to a request.
        if (!queue.IsRequest)
        {
            endpoint.UseMessageRetry(retry =>
            {
                retry.Handle<DbException>();
                retry.Interval(1_800, TimeSpan.FromSeconds(2));
            });
        }

        endpoint.UseMessageRetry(retry =>
        {
            if (!queue.IsRequest)
                retry.Ignore<DbException>();
            retry.Intervals(ShortRetries);
        });
        queue.Connect(endpoint, context);
    }

    private static void ConfigureJson(IBusFactoryConfigurator configurator) => configurator.ConfigureJsonSerializerOptions(options =>
    {
        foreach (var converter in Contracts.ContractJson.Options.Converters)
            options.Converters.Add(converter);
        return options;
    });
}
