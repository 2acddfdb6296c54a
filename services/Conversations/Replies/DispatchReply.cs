using Microsoft.Extensions.Logging;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>Dispatches one reply to its channel, if the log says that it still has to be sent and may be.</summary>
internal sealed partial class DispatchReply(
    CommandHandler handler, LastContact contacts, BusPublisher publisher, ConversationsOptions options, TimeProvider time, ILogger<DispatchReply> log)
{
    /// <param name="mayBeRepeated">True when it may have been dispatched before: the provider is asked before anything is sent.</param>
    /// <exception cref="BusUnavailableException">The broker is away.</exception>
    public async Task DispatchAsync(Guid conversationId, Guid messageId, bool mayBeRepeated, CancellationToken ct)
    {
        var conversation = (await handler.LoadAsync(ConversationDecider.At(conversationId), ct)).State;
        if (!conversation.Replies.TryGetValue(messageId, out var reply)
            || reply.State is not (DeliveryState.Pending or DeliveryState.Ambiguous)
            || !ChannelTraits.Of(reply.Channel).CanSend)
            return;
        // What is old may have been sent by a process that died before it could say so.
        var first = !mayBeRepeated && reply.State == DeliveryState.Pending && time.GetUtcNow() - reply.WrittenAt < options.ReconcileAfter;
        var lastMessageAt = await LastMessageAtAsync(conversation, reply, ct);
        if (await CheckAsync(reply, lastMessageAt, ct) is { } refusal && (first || refusal == Refusals.OptedOut))
        {
            await RefuseAsync(conversationId, messageId, refusal, ct);
            return;
        }

        try
        {
            await publisher.PublishAsync(
                new SendMessage(
                    messageId, conversationId, reply.Channel, reply.To, reply.From, reply.Text, reply.Attachments, first ? 1 : 2, reply.WrittenAt)
                {
                    Details = reply.Details,
                    Thread = ThreadOf(conversation, reply),
                    TriedBy = reply.TriedBy is { Count: > 0 } tried ? tried : null,
                    RecipientHeardAt = lastMessageAt,
                },
                ct);
        }
        catch (BusUnavailableException exception) when (exception.NoQueue)
        {
            // A channel that has never run must not hold up the others: its replies stay pending and are dispatched again later.
            Log.NoChannel(log, messageId, reply.Channel);
        }
    }

    private static ReplyThread? ThreadOf(ConversationState conversation, ConversationState.ReplyState reply) =>
        ContactOf(conversation, reply) is { } contact
            ? new ReplyThread(contact.Subject, contact.References) { Answers = contact.References.LastOrDefault() == contact.LastMessageId ? contact.LastMessageId : null }
            : null;

    private static ConversationState.ChannelContact? ContactOf(ConversationState conversation, ConversationState.ReplyState reply) =>
        conversation.Participants.GetValueOrDefault(reply.ContactPointId)?.Channels.GetValueOrDefault(reply.Channel);

    /// <summary>Where a window counts from it, other conversations are asked too: a conversation that we began has no message of theirs.</summary>
    private async Task<DateTimeOffset?> LastMessageAtAsync(ConversationState conversation, ConversationState.ReplyState reply, CancellationToken ct)
    {
        var here = ContactOf(conversation, reply)?.LastMessageAt;
        return here is not null || ChannelTraits.Of(reply.Channel).SessionWindow is null
            ? here
            : (await contacts.FindAsync(conversation.CitizenId, reply.ContactPointId, reply.Channel, ct))?.LastMessageAt;
    }

    /// <summary>Between writing and leaving the citizen may have opted out, or the window may have closed.</summary>
    private async Task<Refusal?> CheckAsync(ConversationState.ReplyState reply, DateTimeOffset? lastMessageAt, CancellationToken ct)
    {
        var traits = ChannelTraits.Of(reply.Channel);
        var to = (await handler.LoadAsync(ContactPointDecider.At(reply.ContactPointId), ct)).State;
        var draft = new ReplyDraft(reply.Text) { Subject = reply.Details?.Subject, IsTemplate = reply.Details?.Template is not null };
        return ReplyPolicy.Check(traits, to, options.WindowOf(traits), lastMessageAt, draft, time.GetUtcNow());
    }

    private Task RefuseAsync(Guid conversationId, Guid messageId, Refusal refusal, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return handler.HandleAsync(
            ConversationDecider.At(conversationId),
            new ConversationCommand.Report(messageId, DeliveryState.Failed, "omnichannel", null, FailureReasons.Of(refusal), null, now),
            CommandContext.First(DerivedId.From("opted-out", messageId.ToString()), "conversations", now), ct);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Message {MessageId} waits: no service for {Channel} has ever run here")]
        public static partial void NoChannel(ILogger log, Guid messageId, string channel);
    }
}
