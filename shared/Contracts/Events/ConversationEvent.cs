namespace Omnichannel.Contracts.Events;

/// <summary>What happened in one conversation. Stream <c>conversation-{id}</c>.</summary>
public abstract partial record ConversationEvent
{
    private ConversationEvent()
    {
    }

    /// <param name="Ordinal">1 for the citizen's first conversation; the conversation's id follows from citizen and ordinal.</param>
    /// <param name="Channel">The channel of the message that opened it.</param>
    [EventType("conversation.opened.v1")]
    public sealed record Opened([property: Subject] Guid CitizenId, int Ordinal, string Channel, DateTimeOffset At) : ConversationEvent;

    /// <param name="To">Our own number, address or inbox that was written to.</param>
    /// <param name="SentAt">The sender's or provider's clock, where there is one.</param>
    /// <param name="At">When we heard it.</param>
    [EventType("conversation.message-received.v1")]
    public sealed record MessageReceived(
        Guid MessageId,
        Guid ContactPointId,
        [property: Personal] ContactPoint From,
        string To,
        string Channel,
        string Provider,
        string ProviderMessageId,
        [property: Personal] string Text,
        [property: Personal] IReadOnlyList<Attachment> Attachments,
        [property: Personal] string? Language,
        DateTimeOffset? SentAt,
        DateTimeOffset At) : ConversationEvent
    {
        [Personal]
        public MessageDetails? Details { get; init; }
    }

    /// <summary>A message was edited; the earlier text stays in the log.</summary>
    [EventType("conversation.message-edited.v1")]
    public sealed record MessageEdited(Guid MessageId, Guid AmendmentId, [property: Personal] string Text, DateTimeOffset At) : ConversationEvent;

    /// <summary>Its writer took it back; what it said stays in the log.</summary>
    [EventType("conversation.message-withdrawn.v1")]
    public sealed record MessageWithdrawn(Guid MessageId, Guid AmendmentId, DateTimeOffset At) : ConversationEvent;

    /// <param name="Emoji">Null = taken away.</param>
    [EventType("conversation.reaction-changed.v1")]
    public sealed record ReactionChanged(
        Guid MessageId, Guid AmendmentId, Guid ContactPointId, [property: Personal] string? Emoji, DateTimeOffset At) : ConversationEvent;

    /// <summary>What came with a message is stored here now, or is lost.</summary>
    /// <param name="Attachments">All of the message's, in their order.</param>
    [EventType("conversation.attachments-stored.v1")]
    public sealed record AttachmentsStored(
        Guid MessageId, [property: Personal] IReadOnlyList<Attachment> Attachments, DateTimeOffset At) : ConversationEvent;

    /// <summary>An agent's (or a program's) reply, decided and to be sent. <see cref="DeliveryReported"/> says what became of it.</summary>
    /// <param name="From">Our own sender, where the conversation has one; else the channel's default.</param>
    [EventType("conversation.reply-written.v1")]
    public sealed record ReplyWritten(
        Guid MessageId,
        Guid ContactPointId,
        [property: Personal] ContactPoint To,
        string? From,
        string Channel,
        [property: Personal] string Text,
        [property: Personal] IReadOnlyList<Attachment> Attachments,
        string Author,
        DateTimeOffset At) : ConversationEvent
    {
        [Personal]
        public ReplyDetails? Details { get; init; }
    }

    /// <summary>
    /// This provider is being given a reply: recorded before the call, for providers that cannot be asked afterwards whether they have it.
    /// </summary>
    [EventType("conversation.send-attempted.v1")]
    public sealed record SendAttempted(Guid MessageId, string Provider, DateTimeOffset At) : ConversationEvent;

    /// <summary>What was attempted there is over: this provider surely has the reply not.</summary>
    [EventType("conversation.send-not-taken.v1")]
    public sealed record SendNotTaken(Guid MessageId, string Provider, DateTimeOffset At) : ConversationEvent;

    /// <summary>Somebody answered in our name with another tool; it is sent already.</summary>
    /// <param name="Author">That tool, by a stable code such as <c>page-inbox</c>.</param>
    /// <param name="SentAt">The provider's clock, where there is one.</param>
    /// <param name="At">When we heard of it.</param>
    [EventType("conversation.reply-observed.v1")]
    public sealed record ReplyObserved(
        Guid MessageId,
        Guid ContactPointId,
        [property: Personal] ContactPoint To,
        string From,
        string Channel,
        string Provider,
        string ProviderMessageId,
        [property: Personal] string Text,
        [property: Personal] IReadOnlyList<Attachment> Attachments,
        string Author,
        DateTimeOffset? SentAt,
        DateTimeOffset At) : ConversationEvent;

    /// <param name="Reason">A stable code for a failure, such as <c>recipient.opted-out</c>; null when there is none.</param>
    /// <param name="ProviderCode">The provider's own code, for questions to the provider.</param>
    [EventType("conversation.delivery-reported.v1")]
    public sealed record DeliveryReported(
        Guid MessageId,
        DeliveryState State,
        string Provider,
        string? ProviderMessageId,
        string? Reason,
        string? ProviderCode,
        DateTimeOffset At) : ConversationEvent;

    /// <summary>A note among agents; the citizen never sees it.</summary>
    [EventType("conversation.note-added.v1")]
    public sealed record NoteAdded(Guid NoteId, [property: Personal] string Text, string Author, DateTimeOffset At) : ConversationEvent;

    /// <summary>Who works on it from now on; both null = nobody.</summary>
    [EventType("conversation.assigned.v1")]
    public sealed record Assigned(string? Assignee, string? Queue, string Author, DateTimeOffset At) : ConversationEvent;

    [EventType("conversation.closed.v1")]
    public sealed record Closed([property: Personal] string? Reason, string Author, DateTimeOffset At) : ConversationEvent;

    [EventType("conversation.reopened.v1")]
    public sealed record Reopened(string Author, DateTimeOffset At) : ConversationEvent;

    /// <summary>
    /// Its citizen was erased: nobody reads or writes here any more. It also stands alone at the number that would have been the citizen's
    /// next, so that a message that is about to open that one meets it.
    /// </summary>
    [EventType("conversation.erased.v1")]
    public sealed record Erased([property: Subject] Guid CitizenId, DateTimeOffset At) : ConversationEvent;
}
