using Microsoft.Extensions.Logging;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>Orders one reply to be sent, if the log says that it still has to be and that it may be.</summary>
internal sealed partial class DispatchReply(
    CommandHandler handler, BusPublisher publisher, ConversationsOptions options, TimeProvider time, ILogger<DispatchReply> log)
{
    /// <param name="mayBeRepeated">True when it may have been ordered before: the provider is asked before anything is sent.</param>
    /// <exception cref="BusUnavailableException">The broker is away.</exception>
    public async Task DispatchAsync(Guid conversationId, Guid messageId, bool mayBeRepeated, CancellationToken ct)
    {
        var conversation = (await handler.LoadAsync(ConversationDecider.Decider, ConversationDecider.StreamOf(conversationId), ct)).State;
        if (!conversation.Replies.TryGetValue(messageId, out var reply)
            || reply.State is not (DeliveryState.Pending or DeliveryState.Ambiguous)
            || !ChannelTraits.Of(reply.Channel).CanSend)
            return;
        if (await IsOptedOutAsync(reply, ct))
        {
            await RefuseAsync(conversationId, messageId, ct);
            return;
        }

        // What is old may have been sent by a process that died before it could say so.
        var first = !mayBeRepeated && reply.State == DeliveryState.Pending && time.GetUtcNow() - reply.WrittenAt < options.ReconcileAfter;
        try
        {
            await publisher.PublishAsync(
                new SendMessage(
                    messageId, conversationId, reply.Channel, reply.To, reply.From, reply.Text, reply.Attachments, first ? 1 : 2, reply.WrittenAt)
                {
                    Details = reply.Details,
                    Thread = ThreadOf(conversation, reply),
                    TriedBy = reply.TriedBy is { Count: > 0 } tried ? tried : null,
                    RecipientHeardAt = ContactOf(conversation, reply)?.HeardAt,
                },
                ct);
        }
        catch (BusUnavailableException exception) when (exception.NoQueue)
        {
            // A channel that has never run must not hold up the others: its replies stay pending and are ordered again later.
            Log.NoChannel(log, messageId, reply.Channel);
        }
    }

    private static ReplyThread? ThreadOf(ConversationState conversation, ConversationState.ReplyState reply) =>
        ContactOf(conversation, reply) is { } contact
            ? new ReplyThread(contact.Subject, contact.References) { Answers = contact.References.LastOrDefault() == contact.LastHeard ? contact.LastHeard : null }
            : null;

    private static ConversationState.ChannelContact? ContactOf(ConversationState conversation, ConversationState.ReplyState reply) =>
        conversation.Participants.GetValueOrDefault(reply.ContactPointId)?.Channels.GetValueOrDefault(reply.Channel);

    private async Task<bool> IsOptedOutAsync(ConversationState.ReplyState reply, CancellationToken ct) =>
        (await handler.LoadAsync(ContactPointDecider.Decider, ContactPointDecider.StreamOf(reply.ContactPointId), ct)).State.OptedOut.Contains(reply.Channel);

    /// <summary>The citizen opted out after the reply was written and before it left.</summary>
    private Task RefuseAsync(Guid conversationId, Guid messageId, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return handler.HandleAsync(
            ConversationDecider.Decider, ConversationDecider.StreamOf(conversationId),
            new ConversationCommand.Report(messageId, DeliveryState.Failed, "omnichannel", null, "recipient.opted-out", null, now),
            CommandContext.First(DerivedId.From("opted-out", messageId.ToString()), "conversations", now), ct);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Message {MessageId} waits: no service for {Channel} has ever run here")]
        public static partial void NoChannel(ILogger log, Guid messageId, string channel);
    }
}
