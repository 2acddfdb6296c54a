using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>
/// Replies leave through the log: this follows it and orders each reply's channel to send. A reply that has an outcome already is passed
/// over, so a lost checkpoint never writes to a citizen twice.
/// </summary>
internal sealed class Outbound(OutboundOrder order) : ISubscriber
{
    public string Name => "outbound-1";

    public async Task HandleAsync(IReadOnlyList<FollowedEvent> events, CancellationToken ct)
    {
        foreach (var (recorded, e) in events)
        {
            if (e is ConversationEvent.ReplyWritten reply && StreamName.TryParse(recorded.Stream, out var stream))
                await order.PlaceAsync(Guid.Parse(stream.Value.Id), reply.MessageId, ct);
        }
    }
}

/// <summary>Orders one reply to be sent, if the log says that it still has to be.</summary>
internal sealed class OutboundOrder(CommandHandler handler, BusPublisher publisher, ConversationsOptions options, TimeProvider time)
{
    /// <summary>The channels that a service of ours sends on; others are sent by whoever follows the feed.</summary>
    public static IReadOnlyList<string> Channels { get; } = ["sms", "webchat"];

    public async Task PlaceAsync(Guid conversationId, Guid messageId, CancellationToken ct)
    {
        var conversation = (await handler.LoadAsync(ConversationDecider.Decider, ConversationDecider.StreamOf(conversationId), ct)).State;
        if (!conversation.Replies.TryGetValue(messageId, out var reply)
            || reply.State is not (DeliveryState.Pending or DeliveryState.Ambiguous)
            || !Channels.Contains(reply.Channel))
            return;
        // An old reply may have been sent by a process that died before it could say so: the provider is asked first.
        var attempt = reply.State == DeliveryState.Pending && time.GetUtcNow() - reply.WrittenAt < options.ReconcileAfter ? 1 : 2;
        await publisher.PublishAsync(
            new SendMessage(
                messageId, conversationId, reply.Channel, reply.To, reply.From, reply.Text, reply.Attachments, attempt, reply.WrittenAt),
            ct);
    }
}
