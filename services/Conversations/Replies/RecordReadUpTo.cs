using MassTransit;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>
/// Everything of ours to one person on one channel up to a moment has reached them, or was read: each reply that its provider has moves
/// forward. What had not left by then is not meant.
/// </summary>
internal sealed class RecordReadUpTo(CommandHandler handler, ContactPointIds ids) : IHandle<WatermarkHeard>
{
    /// <summary>People read what is new: older conversations need not be looked through.</summary>
    private const int ConversationsLookedThrough = 10;

    public static void Consume(IBusRegistrationConfigurator bus) => bus.AddQueue<WatermarkHeard, RecordReadUpTo>("conversations.watermark-heard");

    public async Task HandleAsync(WatermarkHeard message, Delivery delivery, CancellationToken ct)
    {
        var contactPointId = await ids.IdOfAsync(message.Citizen, ct);
        var contactPoint = (await handler.LoadAsync(ContactPointDecider.At(contactPointId), ct)).State;
        if (contactPoint.CitizenId is not { } citizenId)
            return;
        var citizen = (await handler.LoadAsync(CitizenDecider.At(citizenId), ct)).State;
        foreach (var ordinal in (citizen.Joined.GetValueOrDefault(contactPointId) ?? []).OrderDescending().Take(ConversationsLookedThrough))
            await ReportAsync(ConversationDecider.IdOf(citizenId, ordinal), contactPointId, message, ct);
    }

    private async Task ReportAsync(Guid conversationId, Guid contactPointId, WatermarkHeard message, CancellationToken ct)
    {
        var conversation = (await handler.LoadAsync(ConversationDecider.At(conversationId), ct)).State;
        foreach (var (messageId, reply) in conversation.Replies.Where(pair => IsMeant(pair.Value, contactPointId, message)))
        {
            await handler.HandleAsync(
                ConversationDecider.At(conversationId),
                new ConversationCommand.Report(messageId, message.State, message.Provider, null, null, null, message.HeardAt),
                new CommandContext(
                    DerivedId.From($"watermark-{messageId}", message.Id.ToString()), messageId, message.Id, $"channel:{message.Provider}",
                    message.HeardAt),
                ct);
        }
    }

    private static bool IsMeant(ConversationState.ReplyState reply, Guid contactPointId, WatermarkHeard message) =>
        reply.ContactPointId == contactPointId && reply.Channel == message.Channel && reply.WrittenAt <= message.Until
        && reply.State >= DeliveryState.Accepted && ConversationDecider.IsProgress(reply.State, message.State);
}
