using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using static Omnichannel.Contracts.Events.ConversationEvent;

namespace Omnichannel.Conversations;

/// <summary>Conversations that we start: a proactive message, or a handover to an agent.</summary>
internal static class ProactiveMessages
{
    public static Decision<ConversationEvent> Decide(ConversationCommand.Write c, ConversationState state)
    {
        if (state.Replies.ContainsKey(c.Words.MessageId))
            return Decision<ConversationEvent>.Nothing;
        if (state.Exists)
            return ConversationDecider.Decide(c.Words, state);
        var opened = new Opened(c.CitizenId, c.Ordinal, c.Words.Channel, c.Words.At);
        var written = ConversationDecider.Decide(c.Words, ConversationDecider.Evolve(state, opened));
        return written.Refusal is { } refusal ? refusal : Decision<ConversationEvent>.Of([opened, .. written.Events]);
    }

    public static Decision<ConversationEvent> Decide(ConversationCommand.HandOver c, ConversationState state)
    {
        if (state.Notes.Contains(c.HandOverId))
            return Decision<ConversationEvent>.Nothing;
        if (state.IsClosed)
            return Refusals.Closed;
        var events = new List<ConversationEvent>();
        if (!state.Exists)
            events.Add(new Opened(c.CitizenId, c.Ordinal, c.Channel, c.At));
        events.Add(new NoteAdded(c.HandOverId, c.Note ?? "", c.Author, c.At));
        if (c.Queue is not null && c.Queue != state.Queue)
            events.Add(new Assigned(state.Assignee, c.Queue, c.Author, c.At));
        return Decision<ConversationEvent>.Of(events);
    }
}
