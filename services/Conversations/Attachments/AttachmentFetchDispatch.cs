using Microsoft.Extensions.Logging;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>Follows the log and has attachments fetched while the provider still has them.</summary>
internal sealed partial class AttachmentFetchDispatch(CommandHandler handler, BusPublisher publisher, ILogger<AttachmentFetchDispatch> log) : ISubscriber
{
    public string Name => "attachment-fetch-dispatch-1";

    public IReadOnlyList<string> FormerNames => ["attachment-orders-1"];

    public async Task<bool> HandleAsync(IReadOnlyList<FollowedEvent> events, CancellationToken ct)
    {
        var placed = false;
        foreach (var (recorded, e) in events)
        {
            if (Foreign(e) is not { Attachments.Count: > 0 } message
                || !ChannelTraits.Of(message.Channel).FetchesMedia
                || !StreamName.TryParse(recorded.Stream, out var stream))
                continue;
            await DispatchAsync(Guid.Parse(stream.Value.Id), message.Id, ct);
            placed = true;
        }

        return placed;
    }

    /// <summary>What was not written here may have its files elsewhere.</summary>
    private static (Guid Id, string Channel, IReadOnlyList<Attachment> Attachments)? Foreign(object @event) => @event switch
    {
        ConversationEvent.MessageReceived e => (e.MessageId, e.Channel, e.Attachments),
        ConversationEvent.ReplyObserved e => (e.MessageId, e.Channel, e.Attachments),
        _ => null,
    };

    /// <summary>Orders it if it is still to be fetched.</summary>
    public async Task DispatchAsync(Guid conversationId, Guid messageId, CancellationToken ct)
    {
        var conversation = (await handler.LoadAsync(ConversationDecider.At(conversationId), ct)).State;
        if (!conversation.Unfetched.TryGetValue(messageId, out var unfetched))
            return;
        try
        {
            await publisher.PublishAsync(
                new FetchAttachments(messageId, conversationId, unfetched.Channel, unfetched.Provider, unfetched.Attachments), ct);
        }
        catch (BusUnavailableException exception) when (exception.NoQueue)
        {
            Log.NoChannel(log, messageId, unfetched.Channel);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Attachments of message {MessageId} wait: no service for {Channel} has ever run here")]
        public static partial void NoChannel(ILogger log, Guid messageId, string channel);
    }
}
