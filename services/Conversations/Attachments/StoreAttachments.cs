using MassTransit;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>Records on the conversation whether each attachment was stored or lost.</summary>
internal sealed class StoreAttachments(CommandHandler handler, IAttachmentStore files) : IHandle<AttachmentsFetched>
{
    public static void Consume(IBusRegistrationConfigurator bus) => bus.AddQueue<AttachmentsFetched, StoreAttachments>("conversations.attachments-fetched");

    public async Task HandleAsync(AttachmentsFetched message, Delivery delivery, CancellationToken ct)
    {
        var handled = await handler.HandleAsync(
            ConversationDecider.At(message.ConversationId),
            new ConversationCommand.StoreAttachments(message.MessageId, message.Attachments, message.At),
            new CommandContext(
                DerivedId.From("attachments", message.MessageId.ToString()), message.MessageId, message.MessageId, "channels", message.At),
            ct);
        // Fetched while the citizen was being erased: the files go too.
        if (!handled.State.IsErased)
            return;
        foreach (var id in message.Attachments.Select(attachment => attachment.StoredId()).OfType<Guid>())
            await files.DeleteAsync(id, ct);
    }
}
