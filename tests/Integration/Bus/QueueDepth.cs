using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Omnichannel.Integration.Bus;

/// <summary>Looks into a queue from outside.</summary>
internal static class QueueDepth
{
    /// <summary>Messages in a queue; 0 when there is no such queue.</summary>
    public static async Task<uint> OfAsync(string broker, string queue)
    {
        try
        {
            await using var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync();
            await using var channel = await connection.CreateChannelAsync();
            return (await channel.QueueDeclarePassiveAsync(queue)).MessageCount;
        }
        catch (OperationInterruptedException)
        {
            return 0;
        }
    }
}
