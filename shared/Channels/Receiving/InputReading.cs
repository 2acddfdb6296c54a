using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels;

/// <summary>Reads parked input again, after a fix: the reader of its endpoint gets the same bytes once more.</summary>
public sealed class InputReading(IEnumerable<IWebhookReader> readers, WebhookIntake intake, BusPublisher publisher, TimeProvider time)
    : IHandle<ReadInputAgain>
{
    public async Task HandleAsync(ReadInputAgain message, Delivery delivery, CancellationToken ct)
    {
        var reader = readers.FirstOrDefault(candidate =>
            candidate.Channel == message.Channel && candidate.Provider == message.Provider && candidate.Endpoint == message.Endpoint);
        if (reader is null)
            return;
        var request = new WebhookRequest("POST", "/", message.ContentType, _ => "", message.Body);
        var reading = reader.Read(request, message.HeardAt);
        // Unreadable still, as a whole or in a part.
        if (reading.Unreadable is not null || reading.Heard.Any(one => one.Id == message.InputId))
            return;
        await intake.AcceptAsync(reading, ct);
        await publisher.PublishAsync(new InputReadAgain(message.InputId, reading.Heard.Count, time.GetUtcNow()), ct);
    }

    /// <summary>Listens for this channel's parked inputs.</summary>
    public static void AddTo(IBusRegistrationConfigurator bus, string channel)
    {
        bus.TryAddSingleton<WebhookIntake>();
        bus.AddQueue<ReadInputAgain, InputReading>($"{channel}.read-input-again", channel);
    }
}
