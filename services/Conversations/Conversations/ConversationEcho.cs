using System.Collections.Immutable;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;

namespace Omnichannel.Conversations;

/// <summary>What a reply that another tool sent does to a conversation.</summary>
internal static class ConversationEcho
{
    public static ConversationState Apply(ConversationState state, ConversationEvent.ReplyObserved e)
    {
        var participant = state.Participants.GetValueOrDefault(e.ContactPointId)
            ?? new ConversationState.Participant(e.To, e.Channel, ImmutableDictionary<string, ConversationState.ChannelContact>.Empty);
        // No message from them on this channel yet: it can be written to, but no window is open.
        var contact = participant.Channels.GetValueOrDefault(e.Channel) ?? new ConversationState.ChannelContact(e.From, DateTimeOffset.MinValue, null, []);
        var ways = participant.Channels.SetItem(
            e.Channel, contact with { References = ConversationState.ChannelContact.Append(contact.References, e.ProviderMessageId) });
        return state with
        {
            Replies = state.Replies.SetItem(
                e.MessageId,
                new ConversationState.ReplyState(
                    DeliveryState.Sent, e.ContactPointId, e.To, e.From, e.Channel, e.Text, e.Attachments, null, e.SentAt ?? e.At)),
            Participants = state.Participants.SetItem(e.ContactPointId, participant with { Channels = ways }),
            Unfetched = state.WithUnfetched(e.MessageId, e.Channel, e.Provider, e.Attachments),
            OpenList = null,
            LastWriter = state.LastWriter == Guid.Empty ? e.ContactPointId : state.LastWriter,
            LastActivityAt = e.At,
        };
    }
}
