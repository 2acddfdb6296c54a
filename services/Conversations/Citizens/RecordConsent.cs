using MassTransit;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>A provider, a complaint or a link says whether somebody wants to be written to on a channel.</summary>
internal sealed class RecordConsent(CommandHandler handler, ContactPointIds ids) : IHandle<ConsentHeard>
{
    public static void Consume(IBusRegistrationConfigurator bus) => bus.AddQueue<ConsentHeard, RecordConsent>("conversations.consent-heard");

    public async Task HandleAsync(ConsentHeard message, Delivery delivery, CancellationToken ct)
    {
        ContactPointCommand command = message.Wanted
            ? new ContactPointCommand.OptIn(message.Channel, message.Source, null, message.HeardAt)
            : new ContactPointCommand.OptOut(message.Channel, message.Source, null, message.HeardAt);
        await handler.HandleAsync(
            ContactPointDecider.At(await ids.IdOfAsync(message.ContactPoint, ct)), command,
            CommandContext.First(message.Id, $"channel:{message.Provider}", message.HeardAt), ct);
    }
}
