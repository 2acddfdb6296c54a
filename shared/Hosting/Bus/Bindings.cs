using System.Reflection;
using MassTransit;

namespace Omnichannel.Hosting;

/// <summary>Binds a queue to the direct exchange of its message type by key. The type is known at run time only, hence the reflection.</summary>
internal static class Bindings
{
    public static void Bind(IReceiveEndpointConfigurator endpoint, Queue queue) =>
        typeof(Bindings).GetMethod(nameof(BindTo), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(queue.Message).Invoke(null, [endpoint, queue.Key]);

    private static void BindTo<T>(IReceiveEndpointConfigurator endpoint, string key)
        where T : class
    {
        switch (endpoint)
        {
            case IRabbitMqReceiveEndpointConfigurator rabbit:
                rabbit.Bind<T>(binding =>
                {
                    binding.ExchangeType = "direct";
                    binding.RoutingKey = key;
                });
                break;
            case IInMemoryReceiveEndpointConfigurator memory:
                memory.Bind<T>(MassTransit.Transports.Fabric.ExchangeType.Direct, key);
                break;
            default:
                throw new NotSupportedException($"{endpoint.GetType()} has no keyed bindings.");
        }
    }
}
