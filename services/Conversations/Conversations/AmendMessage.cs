using MassTransit;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>
/// A message was changed, taken back or reacted to: the change finds it, among the citizen's own or ours. A change that comes before its
/// message is kept with the address it came from, and applied when the message is there.
/// </summary>
internal sealed class AmendMessage(CommandHandler handler, ContactPointIds ids) : IHandle<AmendmentHeard>
{
    /// <summary>Providers let a message be changed for minutes to days: older conversations need not be looked through.</summary>
    private const int ConversationsLookedThrough = 10;

    public static void Consume(IBusRegistrationConfigurator bus) => bus.AddQueue<AmendmentHeard, AmendMessage>("conversations.amendment-heard");

    public async Task HandleAsync(AmendmentHeard message, Delivery delivery, CancellationToken ct)
    {
        var contactPointId = await ids.IdOfAsync(message.From, ct);
        var ours = await handler.LoadAsync(DeliveryLinkDecider.At(message.Provider, message.Target), ct);
        if (ours.State.Link is { } link)
        {
            await AmendAsync(link.ConversationId, Command(message, link.MessageId, contactPointId), message, ct);
            return;
        }

        var messageId = MessageHeard.IdOf(message.Channel, message.Provider, message.Target);
        if (await FindAsync(messageId, contactPointId, ct) is { } conversationId)
        {
            await AmendAsync(conversationId, Command(message, messageId, contactPointId), message, ct);
            return;
        }

        var keep = new ContactPointCommand.KeepAmendment(messageId, message.Id, message.Kind, message.Text, message.Emoji, message.HeardAt);
        await handler.HandleAsync(
            ContactPointDecider.At(contactPointId), keep,
            CommandContext.First(message.Id, $"channel:{message.Provider}", message.HeardAt), ct);
        // Its message may have arrived between the search and the keeping; the second of the two applies the change.
        if (await FindAsync(messageId, contactPointId, ct) is { } late)
            await AmendAsync(late, Command(message, messageId, contactPointId), message, ct);
    }

    private async Task<Guid?> FindAsync(Guid messageId, Guid contactPointId, CancellationToken ct)
    {
        var contactPoint = (await handler.LoadAsync(ContactPointDecider.At(contactPointId), ct)).State;
        if (contactPoint.CitizenId is not { } citizenId)
            return null;
        var citizen = (await handler.LoadAsync(CitizenDecider.At(citizenId), ct)).State;
        foreach (var ordinal in (citizen.Joined.GetValueOrDefault(contactPointId) ?? []).OrderDescending().Take(ConversationsLookedThrough))
        {
            var id = ConversationDecider.IdOf(citizenId, ordinal);
            var conversation = (await handler.LoadAsync(ConversationDecider.At(id), ct)).State;
            if (conversation.Received.Contains(messageId))
                return id;
        }

        return null;
    }

    private Task<Handled<ConversationState>> AmendAsync(
        Guid conversationId, ConversationCommand.Amend command, AmendmentHeard message, CancellationToken ct) =>
        handler.HandleAsync(
            ConversationDecider.At(conversationId), command,
            new CommandContext(
                DerivedId.From("amend", message.Id.ToString()), command.MessageId, message.Id, $"channel:{message.Provider}", message.HeardAt),
            ct);

    private static ConversationCommand.Amend Command(AmendmentHeard message, Guid messageId, Guid contactPointId) =>
        new(message.Id, messageId, message.Kind, contactPointId, message.Text, message.Emoji, message.HeardAt);
}
