using MassTransit;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>Keeps input that no adapter could read, and notes when one could at last.</summary>
internal sealed class ParkInput(CommandHandler handler) : IHandle<InputHeard>, IHandle<InputReadAgain>
{
    public static void Consume(IBusRegistrationConfigurator bus)
    {
        bus.AddQueue<InputHeard, ParkInput>("conversations.input-heard");
        bus.AddQueue<InputReadAgain, ParkInput>("conversations.input-read-again");
    }

    public Task HandleAsync(InputHeard message, Delivery delivery, CancellationToken ct) => handler.HandleAsync(
        InputDecider.At(message.InputId),
        new InputEvent.Parked(
            message.InputId, message.Channel, message.Provider, message.Endpoint, message.ContentType, message.Body, message.Reason, message.HeardAt),
        CommandContext.First(message.InputId, $"channel:{message.Provider}", message.HeardAt),
        ct);

    public Task HandleAsync(InputReadAgain message, Delivery delivery, CancellationToken ct) => handler.HandleAsync(
        InputDecider.At(message.InputId),
        new InputEvent.ReadAgain(message.InputId, message.Messages, message.At),
        CommandContext.First(DerivedId.From("read-again", message.InputId.ToString()), "channel", message.At),
        ct);
}
