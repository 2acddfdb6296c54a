using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Omnichannel.Hosting;

/// <summary>What an operator does with RabbitMQ directly: look whether it is there, and put failed messages back.</summary>
public static class ErrorQueue
{
    /// <summary>Moves every message of <c>QUEUE_error</c> back into its queue, each confirmed there before it is taken away here.</summary>
    /// <returns>How many; null when there is no such queue.</returns>
    public static async Task<int?> RedeliverAsync(Uri broker, string queue, CancellationToken ct)
    {
        try
        {
            await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(ct);
            if (!await ExistsAsync(connection, queue, ct))
                return null;
            if (!await ExistsAsync(connection, $"{queue}_error", ct))
                return 0;
            await using var channel = await connection.CreateChannelAsync(
                new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), ct);
            var moved = 0;
            var left = (await channel.QueueDeclarePassiveAsync($"{queue}_error", ct)).MessageCount;
            // No more than were there at first: what fails again must not go round for ever.
            for (; left > 0 && await channel.BasicGetAsync($"{queue}_error", autoAck: false, ct) is { } failed; left--)
            {
                var properties = new BasicProperties(failed.BasicProperties);
                await channel.BasicPublishAsync("", queue, mandatory: true, properties, failed.Body, ct);
                await channel.BasicAckAsync(failed.DeliveryTag, multiple: false, ct);
                moved++;
            }

            return moved;
        }
        catch (BrokerUnreachableException exception)
        {
            throw new BusUnavailableException("RabbitMQ does not answer: check ConnectionStrings:RabbitMq and that it runs.", exception);
        }
    }

    /// <summary>The broker closes a channel that names a missing queue: each look-up has one of its own.</summary>
    private static async Task<bool> ExistsAsync(IConnection connection, string queue, CancellationToken ct)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        try
        {
            await channel.QueueDeclarePassiveAsync(queue, ct);
            return true;
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == 404)
        {
            return false;
        }
    }

    /// <summary>The broker's address; <see cref="BusUnavailableException"/> when there is none.</summary>
    public static async Task<string> PingAsync(Uri broker, CancellationToken ct)
    {
        try
        {
            await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(ct);
            return $"RabbitMQ at {connection.Endpoint.HostName}:{connection.Endpoint.Port}";
        }
        catch (BrokerUnreachableException exception)
        {
            throw new BusUnavailableException("RabbitMQ does not answer: check ConnectionStrings:RabbitMq and that it runs.", exception);
        }
    }
}
