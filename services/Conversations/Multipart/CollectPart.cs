using MassTransit;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.Sealing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>A part of a long message is in the log from its first moment on; with the last one the message is there.</summary>
internal sealed class CollectPart(CommandHandler handler, ContactPointIds ids) : IHandle<PartHeard>
{
    public static void Consume(IBusRegistrationConfigurator bus) => bus.AddQueue<PartHeard, CollectPart>("conversations.part-heard");

    public async Task HandleAsync(PartHeard message, Delivery delivery, CancellationToken ct)
    {
        var contactPointId = await ids.IdOfAsync(message.From, ct);
        var address = ContactPointDecider.At(contactPointId);
        var contactPoint = (await handler.LoadAsync(address, ct)).State;
        var keep = new MultipartCommand.Keep(message) { HolderId = contactPoint.CitizenId ?? contactPoint.HolderId ?? Subjects.OwnOf(address.Stream) };
        await handler.HandleAsync(
            MultipartDecider.At(contactPointId, message), keep,
            CommandContext.First(message.Id, $"channel:{message.Provider}", message.HeardAt), ct);
    }
}
