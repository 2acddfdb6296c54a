using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Omnichannel.Testing;

/// <summary>A program of somebody else's that listens on the topic exchange: plain AMQP, a durable queue of its own.</summary>
public sealed class ExchangeListener(string broker, string queue)
{
    /// <summary>Makes the queue and binds it; what is published from here on it keeps.</summary>
    public async Task BindAsync(string pattern)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync("omnichannel.events", ExchangeType.Topic, durable: true);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync(queue, "omnichannel.events", pattern);
    }

    /// <summary>Takes what is in the queue now, in order.</summary>
    public async Task<List<(IReadOnlyBasicProperties Properties, string RoutingKey, CloudEvent Event, string Body)>> TakeAsync()
    {
        var taken = new List<(IReadOnlyBasicProperties, string, CloudEvent, string)>();
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        while (await channel.BasicGetAsync(queue, autoAck: true) is { } got)
        {
            var body = Encoding.UTF8.GetString(got.Body.Span);
            taken.Add((got.BasicProperties, got.RoutingKey, CloudEvent.Parse(body), body));
        }

        return taken;
    }

    /// <summary>Whether what is published now still comes to a queue.</summary>
    public async Task<bool> IsBoundAsync()
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        try
        {
            await channel.BasicPublishAsync("omnichannel.events", "probe", mandatory: true, "{}"u8.ToArray());
            return true;
        }
        catch (PublishException)
        {
            return false;
        }
    }
}
