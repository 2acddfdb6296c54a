using System.Buffers;
using Omnichannel.EventSourcing;
using RabbitMQ.Client;

namespace Omnichannel.Feeds;

/// <summary>
/// Publishes events as structured CloudEvents to a topic exchange: routing key = event type, persistent, in order, each confirmed by the
/// broker. Needs no MassTransit on the other side.
/// </summary>
internal sealed class CloudEventChannel : IAsyncDisposable
{
    public const string DefaultExchange = "omnichannel.events";

    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly string _exchange;
    private readonly bool _showPersonal;
    private readonly List<Task> _unconfirmed = [];
    private readonly ArrayBufferWriter<byte> _body = new(4096);

    private CloudEventChannel(IConnection connection, IChannel channel, string exchange, bool showPersonal) =>
        (_connection, _channel, _exchange, _showPersonal) = (connection, channel, exchange, showPersonal);

    /// <summary>Connects, and makes the exchange (topic, durable) where it is missing.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.RabbitMQClientException">The broker is away, refuses, or has another exchange of this name.</exception>
    public static async Task<CloudEventChannel> OpenAsync(Uri broker, string exchange, bool showPersonal, string name, CancellationToken ct)
    {
        // Recovery is ours: the publisher goes on from what was confirmed, and a connection that recovers by itself does not know that.
        var factory = new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false, ClientProvidedName = name };
        var connection = await factory.CreateConnectionAsync(ct);
        try
        {
            var channel = await connection.CreateChannelAsync(
                new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), ct);
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Topic, durable: true, autoDelete: false, cancellationToken: ct);
            return new CloudEventChannel(connection, channel, exchange, showPersonal);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Hands one event over; <see cref="ConfirmAsync"/> says whether the broker has it.</summary>
    public void Publish(RecordedEvent recorded, CancellationToken ct)
    {
        _body.ResetWrittenCount();
        CloudEvents.Write(_body, recorded, _showPersonal);
        var properties = new BasicProperties
        {
            ContentType = CloudEvents.ContentType,
            DeliveryMode = DeliveryModes.Persistent,
            MessageId = recorded.Id.ToString(),
            Type = recorded.Type,
            Timestamp = new AmqpTimestamp(recorded.Context.At.ToUnixTimeSeconds()),
        };
        _unconfirmed.Add(_channel.BasicPublishAsync(_exchange, recorded.Type, mandatory: false, properties, _body.WrittenSpan.ToArray(), ct).AsTask());
    }

    /// <summary>False once the broker or the line is gone: then a new one has to be opened.</summary>
    public bool IsOpen => _channel.IsOpen;

    /// <summary>How many are handed over and not yet confirmed.</summary>
    public int Unconfirmed => _unconfirmed.Count;

    /// <summary>Returns once the broker has confirmed all of them.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.RabbitMQClientException">It did not; some of them may be there all the same.</exception>
    public async Task ConfirmAsync()
    {
        try
        {
            await Task.WhenAll(_unconfirmed);
        }
        finally
        {
            _unconfirmed.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
