using MassTransit;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>
/// A citizen was answered with another tool: the answer joins their latest conversation, open or closed, so that agents see
/// that it was given. From then on it is reported on like any reply: delivered, read, reacted to.
/// </summary>
internal sealed class RecordEcho(CommandHandler handler, CitizenIdentification citizens, RecordDelivery reports) : IHandle<EchoHeard>
{
    public static void Consume(IBusRegistrationConfigurator bus) => bus.AddQueue<EchoHeard, RecordEcho>("conversations.echo-heard");

    public Task HandleAsync(EchoHeard message, Delivery delivery, CancellationToken ct)
    {
        var reader = new Sender(message.MessageId, message.To, [], message.HeardAt);
        return citizens.RetryAfterErasureAsync(reader, () => RecordAsync(message, reader, delivery, ct), ct);
    }

    private async Task RecordAsync(EchoHeard message, Sender reader, Delivery delivery, CancellationToken ct)
    {
        if (await citizens.FindOrRegisterAsync(reader, ct) is not var (contactPointId, citizenId, citizen))
            return;
        var known = ConversationPlacement.Candidates(citizen, contactPointId).FirstOrDefault();
        var ordinal = known > 0 ? known : citizen.LatestOrdinal + 1;
        var conversationId = ConversationDecider.IdOf(citizenId, ordinal);
        var observe = new ConversationCommand.Observe(
            citizenId, ordinal, message.MessageId, contactPointId, message.To, message.From, message.Channel, message.Provider,
            message.ProviderMessageId, message.Text, message.Attachments, message.Author, message.SentAt, message.HeardAt);
        var handled = await handler.HandleAsync(
            ConversationDecider.At(conversationId), observe,
            CommandContext.First(message.MessageId, $"channel:{message.Provider}", message.HeardAt), ct);
        if (handled.Refusal == Refusals.Erased)
            throw new CitizenErasedException();
        // It stands in an earlier conversation already.
        if (!handled.State.Replies.ContainsKey(message.MessageId))
            return;
        await handler.HandleAsync(
            CitizenDecider.At(citizenId),
            new CitizenCommand.JoinConversation(ordinal, conversationId, contactPointId, message.HeardAt),
            new CommandContext(
                DerivedId.From($"join-{ordinal}", message.MessageId.ToString()), message.MessageId, message.MessageId, "conversations", message.HeardAt),
            ct);
        await reports.HandleAsync(
            new DeliveryHeard(
                conversationId, message.MessageId, message.Provider, message.ProviderMessageId, DeliveryState.Sent, null, null, message.HeardAt),
            delivery, ct);
    }
}
