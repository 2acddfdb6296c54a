using System.Collections.Immutable;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using static Omnichannel.Contracts.Events.ConversationEvent;

namespace Omnichannel.Conversations;

/// <summary>The rules of one conversation.</summary>
internal static class ConversationDecider
{
    public static Decider<ConversationCommand, ConversationEvent, ConversationState> Decider { get; } =
        new("conversation", ConversationState.Initial, Decide, Evolve);

    /// <summary>
    /// A citizen's conversations are numbered, and each one's id derives from its number: two that open the same one at the same time meet
    /// the other at the stream's version 0, so two messages at once never open two.
    /// </summary>
    public static Guid IdOf(Guid citizenId, int ordinal) =>
        DerivedId.From("conversation", citizenId.ToString(), ordinal.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public static Aggregate<ConversationCommand, ConversationEvent, ConversationState> At(Guid conversationId) => new(Decider, StreamOf(conversationId));

    public static Aggregate<ConversationCommand, ConversationEvent, ConversationState> At(Guid citizenId, int ordinal) => At(IdOf(citizenId, ordinal));

    public static StreamName StreamOf(Guid conversationId) => new("conversation", conversationId);

    public static Decision<ConversationEvent> Decide(ConversationCommand command, ConversationState state) => (command, state) switch
    {
        (ConversationCommand.Erase, { IsErased: true }) => Decision<ConversationEvent>.Nothing,
        (ConversationCommand.Erase c, _) => new Erased(c.CitizenId, c.At),
        // What still comes about something that was erased is not kept; what somebody wants is refused.
        (ConversationCommand.RecordCallEvent or ConversationCommand.Amend or ConversationCommand.StoreAttachments or ConversationCommand.RecordSendAttempt
            or ConversationCommand.Report, { IsErased: true }) => Decision<ConversationEvent>.Nothing,
        (_, { IsErased: true }) => Refusals.Erased,

        (ConversationCommand.Receive c, _) when state.Received.Contains(c.MessageId) => Decision<ConversationEvent>.Nothing,
        (ConversationCommand.Receive c, { Exists: false }) =>
            Decision<ConversationEvent>.Of(new Opened(c.CitizenId, c.Ordinal, c.Channel, c.At), Received(c)),
        (ConversationCommand.Receive c, { IsClosed: true }) when c.Details?.IsAutomatic != true => Refusals.Closed,
        (ConversationCommand.Receive c, _) => NumberedChoices.ChosenIn(c, state) is { } choice
            ? Received(c with { Details = (c.Details ?? new MessageDetails()) with { Choice = choice } })
            : Received(c),
        (ConversationCommand.RecordCallEvent c, _) => CallDecider.Decide(c, state),

        // What was sent was sent: it stands here whether or not the conversation is closed, and does not open it again.
        (ConversationCommand.Observe c, _) when state.Replies.ContainsKey(c.MessageId) => Decision<ConversationEvent>.Nothing,
        (ConversationCommand.Observe c, { Exists: false }) =>
            Decision<ConversationEvent>.Of(new Opened(c.CitizenId, c.Ordinal, c.Channel, c.At), Observed(c)),
        (ConversationCommand.Observe c, _) => Observed(c),
        (ConversationCommand.Write c, _) => ProactiveMessages.Decide(c, state),
        (ConversationCommand.HandOver c, _) => ProactiveMessages.Decide(c, state),
        (_, { Exists: false }) => Refusals.NoConversation,
        (ConversationCommand.PickUpCall c, _) => CallPickupDecider.Decide(c, state),
        (ConversationCommand.CallBack c, _) => CallPickupDecider.Decide(c, state),

        (ConversationCommand.Reply c, _) when state.Replies.ContainsKey(c.MessageId) => Decision<ConversationEvent>.Nothing,
        (ConversationCommand.Reply, { IsClosed: true }) => Refusals.Closed,
        (ConversationCommand.Reply c, _) when string.IsNullOrWhiteSpace(c.Text) && c.Attachments.Count == 0 && c.Details?.Template is null =>
            Refusals.NoText,
        (ConversationCommand.Reply c, _) =>
            new ReplyWritten(c.MessageId, c.ContactPointId, c.To, c.From, c.Channel, c.Text, c.Attachments, c.Author, c.At) { Details = c.Details },

        (ConversationCommand.Amend c, _) when state.Amendments.Contains(c.AmendmentId) => Decision<ConversationEvent>.Nothing,
        (ConversationCommand.Amend c, _) when !state.Received.Contains(c.MessageId) && !state.Replies.ContainsKey(c.MessageId) => Refusals.NoMessage,
        // Only its writer changes a message; anybody who takes part may react to it.
        (ConversationCommand.Amend { Kind: not Amendment.Reacted } c, _) when !state.Received.Contains(c.MessageId) => Refusals.NoMessage,
        (ConversationCommand.Amend c, _) => Amended(c),

        (ConversationCommand.StoreAttachments c, _) when !state.Unfetched.ContainsKey(c.MessageId) => Decision<ConversationEvent>.Nothing,
        (ConversationCommand.StoreAttachments c, _) => new AttachmentsStored(c.MessageId, c.Attachments, c.At),

        (ConversationCommand.AddNote c, _) when state.Notes.Contains(c.NoteId) => Decision<ConversationEvent>.Nothing,
        (ConversationCommand.AddNote c, _) when string.IsNullOrWhiteSpace(c.Text) => Refusals.NoText,
        (ConversationCommand.AddNote c, _) => new NoteAdded(c.NoteId, c.Text, c.Author, c.At),

        (ConversationCommand.Assign c, _) when c.Assignee == state.Assignee && c.Queue == state.Queue => Decision<ConversationEvent>.Nothing,
        (ConversationCommand.Assign c, _) => new Assigned(c.Assignee, c.Queue, c.Author, c.At),

        (ConversationCommand.Close, { IsClosed: true }) => Decision<ConversationEvent>.Nothing,
        (ConversationCommand.Close c, _) => Decision<ConversationEvent>.Of([.. CallPickupDecider.Drop(c, state), new Closed(c.Reason, c.Author, c.At)]),

        (ConversationCommand.Reopen, { IsClosed: false }) => Decision<ConversationEvent>.Nothing,
        (ConversationCommand.Reopen c, _) => new Reopened(c.Author, c.At),

        (ConversationCommand.RecordSendAttempt c, _) when !state.Replies.ContainsKey(c.MessageId) => Refusals.NoMessage,
        // They may come out of order: only what is newer than what is known counts.
        (ConversationCommand.RecordSendAttempt c, _) when state.Replies[c.MessageId].Attempts.TryGetValue(c.Provider, out var known) && known.At >= c.At =>
            Decision<ConversationEvent>.Nothing,
        (ConversationCommand.RecordSendAttempt { IsOver: true } c, _) => new SendNotTaken(c.MessageId, c.Provider, c.At),
        (ConversationCommand.RecordSendAttempt c, _) => new SendAttempted(c.MessageId, c.Provider, c.At),

        (ConversationCommand.Report c, _) when !state.Replies.ContainsKey(c.MessageId) => Refusals.NoMessage,
        (ConversationCommand.Report c, _) when !IsProgress(state.Replies[c.MessageId].State, c.State) => Decision<ConversationEvent>.Nothing,
        (ConversationCommand.Report c, _) =>
            new DeliveryReported(c.MessageId, c.State, c.Provider, c.ProviderMessageId, c.Reason, c.ProviderCode, c.At),

        _ => throw new NotSupportedException($"No rule for {command.GetType().Name}."),
    };

    public static ConversationState Evolve(ConversationState state, ConversationEvent @event) => @event switch
    {
        Opened e => state with { Exists = true, CitizenId = e.CitizenId, Ordinal = e.Ordinal, LastActivityAt = e.At },
        MessageReceived e => AfterMessage(state, e),
        ReplyWritten e => state with
        {
            Replies = state.Replies.SetItem(
                e.MessageId,
                new ConversationState.ReplyState(
                    DeliveryState.Pending, e.ContactPointId, e.To, e.From, e.Channel, e.Text, e.Attachments, e.Details, e.At)),
            OpenList = NumberedChoices.Opened(e),
            // A citizen whom we wrote to first takes part before they write: their answer belongs here, however late it comes.
            Participants = state.Participants.ContainsKey(e.ContactPointId) ? state.Participants : state.Participants.SetItem(
                e.ContactPointId, new ConversationState.Participant(e.To, e.Channel, ImmutableDictionary<string, ConversationState.ChannelContact>.Empty)),
            LastActivityAt = e.At,
        },
        SendAttempted e => Attempted(state, e.MessageId, e.Provider, new Attempt(IsOver: false, e.At)),
        SendNotTaken e => Attempted(state, e.MessageId, e.Provider, new Attempt(IsOver: true, e.At)),
        ReplyObserved e => ConversationEcho.Apply(state, e),
        DeliveryReported e when state.Replies.TryGetValue(e.MessageId, out var reply) => Reported(state, e, reply),
        MessageEdited e => state with { Amendments = state.Amendments.Add(e.AmendmentId) },
        MessageWithdrawn e => state with { Amendments = state.Amendments.Add(e.AmendmentId) },
        ReactionChanged e => state with { Amendments = state.Amendments.Add(e.AmendmentId) },
        AttachmentsStored e => state with { Unfetched = state.Unfetched.Remove(e.MessageId) },
        NoteAdded e => state with { Notes = state.Notes.Add(e.NoteId) },
        Assigned e => state with { Assignee = e.Assignee, Queue = e.Queue },
        Closed => state with { IsClosed = true },
        Reopened => state with { IsClosed = false },
        Erased e => new ConversationState
        {
            Exists = true,
            IsErased = true,
            IsClosed = true,
            CitizenId = e.CitizenId,
            Ordinal = state.Ordinal,
            LastActivityAt = e.At,
        },
        _ => CallDecider.Evolve(state, @event),
    };

    /// <summary>Reports come late and out of order: only forward, and nothing comes after a failure.</summary>
    internal static bool IsProgress(DeliveryState from, DeliveryState to) => to > from && from != DeliveryState.Failed
        && !(to == DeliveryState.Failed && from >= DeliveryState.Delivered);

    private static ConversationState AfterMessage(ConversationState state, MessageReceived e)
    {
        var participant = state.Participants.GetValueOrDefault(e.ContactPointId)
            ?? new ConversationState.Participant(e.From, e.Channel, ImmutableDictionary<string, ConversationState.ChannelContact>.Empty);
        var before = participant.Channels.GetValueOrDefault(e.Channel);
        // What a machine says (a number that changed, say) is not a message of the citizen's: no session window counts from it.
        var heardAt = e.Details?.IsAutomatic == true && ChannelTraits.Of(e.Channel).SessionWindow is not null ? DateTimeOffset.MinValue
            : e.SentAt is { } sent && sent < e.At ? sent
            : e.At;
        var contact = new ConversationState.ChannelContact(
            e.To,
            before is not null && before.LastMessageAt > heardAt ? before.LastMessageAt : heardAt,
            e.Details?.Subject ?? before?.Subject,
            ConversationState.ChannelContact.Append(before?.References ?? [], e.ProviderMessageId))
        {
            LastMessageId = e.ProviderMessageId,
        };
        return state with
        {
            Received = state.Received.Add(e.MessageId),
            Participants = state.Participants.SetItem(e.ContactPointId, participant.With(e.Channel, contact) with { ReplyTo = e.Details?.ReplyTo ?? participant.ReplyTo }),
            Unfetched = state.WithUnfetched(e.MessageId, e.Channel, e.Provider, e.Attachments),
            // An absence note is no answer; nor is a message of another citizen in the conversation.
            OpenList = e.Details?.IsAutomatic == true || e.ContactPointId != state.OpenList?.ContactPointId ? state.OpenList : null,
            LastWriter = e.ContactPointId,
            LastActivityAt = e.At,
        };
    }

    private static ConversationState Attempted(ConversationState state, Guid messageId, string provider, Attempt attempt) =>
        !state.Replies.TryGetValue(messageId, out var reply) ? state : state with
        {
            Replies = state.Replies.SetItem(messageId, reply with { Attempts = reply.Attempts.SetItem(provider, attempt) }),
        };

    /// <summary>Once the provider has named a reply, it is part of its thread.</summary>
    private static ConversationState Reported(ConversationState state, DeliveryReported e, ConversationState.ReplyState reply)
    {
        var next = state with
        {
            Replies = state.Replies.SetItem(e.MessageId, reply with { State = e.State }),
            // A list that never arrived is answered by nobody.
            OpenList = e.State == DeliveryState.Failed && state.OpenList?.MessageId == e.MessageId ? null : state.OpenList,
        };
        if (e.ProviderMessageId is not { Length: > 0 } id
            || !state.Participants.TryGetValue(reply.ContactPointId, out var participant)
            || !participant.Channels.TryGetValue(reply.Channel, out var contact))
            return next;
        var named = contact with { References = ConversationState.ChannelContact.Append(contact.References, id) };
        return next with
        {
            Participants = state.Participants.SetItem(
                reply.ContactPointId, participant with { Channels = participant.Channels.SetItem(reply.Channel, named) }),
        };
    }

    private static ConversationEvent Amended(ConversationCommand.Amend c) => c.Kind switch
    {
        Amendment.Edited => new MessageEdited(c.MessageId, c.AmendmentId, c.Text ?? "", c.At),
        Amendment.Withdrawn => new MessageWithdrawn(c.MessageId, c.AmendmentId, c.At),
        _ => new ReactionChanged(c.MessageId, c.AmendmentId, c.ContactPointId, string.IsNullOrEmpty(c.Emoji) ? null : c.Emoji, c.At),
    };

    private static ReplyObserved Observed(ConversationCommand.Observe c) => new(
        c.MessageId, c.ContactPointId, c.To, c.From, c.Channel, c.Provider, c.ProviderMessageId, c.Text, c.Attachments, c.Author, c.SentAt, c.At);

    private static MessageReceived Received(ConversationCommand.Receive c) => new(
        c.MessageId, c.ContactPointId, c.From, c.To, c.Channel, c.Provider, c.ProviderMessageId, c.Text, c.Attachments, c.Language, c.SentAt, c.At)
    {
        Details = c.Details,
    };
}
