namespace Omnichannel.Contracts.Events;

/// <summary>What happens in a conversation by telephone. <c>CallId</c> is <see cref="Messages.CallHeard.IdOf"/> everywhere.</summary>
public abstract partial record ConversationEvent
{
    /// <param name="ContactPoint">The citizen's end.</param>
    /// <param name="Ours">Our number.</param>
    [EventType("conversation.call-started.v1")]
    public sealed record CallStarted(
        Guid CallId,
        string FactId,
        CallDirection Direction,
        Guid ContactPointId,
        [property: Personal] ContactPoint ContactPoint,
        string Ours,
        string Provider,
        string ProviderCallId,
        DateTimeOffset At) : ConversationEvent
    {
        /// <summary>As the telephone network reports it; claimed, not proven.</summary>
        [Personal]
        public string? CallerName { get; init; }

        /// <summary>The number that was dialled at first.</summary>
        [Personal]
        public string? ForwardedFrom { get; init; }

        /// <summary>What the network says about the truth of the number (STIR/SHAKEN).</summary>
        public string? Attestation { get; init; }

        /// <summary>The reply that a call of ours speaks.</summary>
        public Guid? MessageId { get; init; }
    }

    /// <param name="Sequence">The provider's numbering of its reports.</param>
    /// <param name="IsLate">A report with a higher number, or the end, came before: it changes nothing any more.</param>
    [EventType("conversation.call-progressed.v1")]
    public sealed record CallProgressed(
        Guid CallId, string FactId, string Status, int? Sequence, bool IsLate, string? AnsweredBy, DateTimeOffset At) : ConversationEvent;

    /// <summary>The citizen answered a question of the menu.</summary>
    /// <param name="Target">Where the answer leads; null when the menu does not know it.</param>
    /// <param name="Title">What the choice is called.</param>
    [EventType("conversation.call-choice-made.v1")]
    public sealed record CallChoiceMade(
        Guid CallId, string FactId, string Menu, string Node, string? Target, string? Title, [property: Personal] string? Digits,
        [property: Personal] string? Speech, double? Confidence, DateTimeOffset At) : ConversationEvent;

    [EventType("conversation.call-queued.v1")]
    public sealed record CallQueued(Guid CallId, string FactId, string Queue, DateTimeOffset At) : ConversationEvent
    {
        /// <summary>Where in the channel's menu, as the channel writes it.</summary>
        public string? Place { get; init; }

        /// <summary>When the caller first began to wait, where that was earlier: a call that comes back keeps its turn.</summary>
        public DateTimeOffset? Since { get; init; }
    }

    /// <summary>An agent takes a call that waits: the agent's phone is to ring, and the caller is connected with it.</summary>
    /// <param name="Phone">Where the agent is reached: E.164 or <c>sip:</c>.</param>
    /// <param name="Author">The agent.</param>
    [EventType("conversation.call-taken.v1")]
    public sealed record CallTaken(Guid CallId, Guid TakeId, [property: Personal] string Phone, string Author, DateTimeOffset At) : ConversationEvent;

    /// <summary>Agent and citizen were not connected: the call, or the call-back, is open to any agent again.</summary>
    /// <param name="Reason">Such as <c>agent.no-answer</c> or <c>recipient.busy</c>.</param>
    [EventType("conversation.call-take-failed.v1")]
    public sealed record CallTakeFailed(Guid CallId, string FactId, Guid TakeId, string Reason, DateTimeOffset At) : ConversationEvent;

    /// <param name="Result">Such as <c>bridged</c>, <c>hangup</c>, <c>leave</c> or <c>queue-full</c>.</param>
    /// <param name="Seconds">How long the citizen waited, where known.</param>
    [EventType("conversation.call-left-queue.v1")]
    public sealed record CallLeftQueue(Guid CallId, string FactId, string Queue, string Result, int? Seconds, DateTimeOffset At) : ConversationEvent;

    /// <summary>An agent's phone rang, was answered, or was put down.</summary>
    /// <param name="IsLate">A later report about this leg came before.</param>
    [EventType("conversation.call-leg-progressed.v1")]
    public sealed record CallLegProgressed(
        Guid CallId, string FactId, string? LegId, string Status, int? Sequence, bool IsLate, int? Seconds, DateTimeOffset At) : ConversationEvent;

    /// <summary>The citizen left a voicemail. Once it can be fetched it is a message of its own.</summary>
    /// <param name="Status"><c>recorded</c>, <c>completed</c>, <c>absent</c> or <c>failed</c>.</param>
    [EventType("conversation.call-recorded.v1")]
    public sealed record CallRecorded(
        Guid CallId, string FactId, string RecordingId, Guid MessageId, string Status, int? Seconds, DateTimeOffset At) : ConversationEvent;

    /// <param name="MessageId">The message that the recording is.</param>
    /// <param name="Text">What a machine understood; null when nothing.</param>
    [EventType("conversation.call-transcribed.v1")]
    public sealed record CallTranscribed(
        Guid CallId, string FactId, string RecordingId, Guid MessageId, [property: Personal] string? Text, DateTimeOffset At) : ConversationEvent;

    [EventType("conversation.callback-requested.v1")]
    public sealed record CallbackRequested(Guid CallId, string FactId, Guid ContactPointId, string Queue, DateTimeOffset At) : ConversationEvent
    {
        /// <summary>When the caller began to wait, where that was earlier: the call-back keeps its turn.</summary>
        public DateTimeOffset? Since { get; init; }
    }

    /// <summary>An agent calls back: the agent's phone rings first, then the citizen's.</summary>
    /// <param name="CallId">The call in which it was requested.</param>
    /// <param name="Phone">Where the agent is reached: E.164 or <c>sip:</c>.</param>
    /// <param name="Author">The agent.</param>
    [EventType("conversation.callback-taken.v1")]
    public sealed record CallbackTaken(Guid CallId, Guid TakeId, [property: Personal] string Phone, string Author, DateTimeOffset At) : ConversationEvent;

    /// <summary>The citizen has been called back, and answered.</summary>
    [EventType("conversation.callback-fulfilled.v1")]
    public sealed record CallbackFulfilled(Guid CallId, string FactId, Guid TakeId, DateTimeOffset At) : ConversationEvent;

    /// <summary>Nobody needs to call back any more: the conversation was closed.</summary>
    [EventType("conversation.callback-dropped.v1")]
    public sealed record CallbackDropped(Guid CallId, string Author, DateTimeOffset At) : ConversationEvent;

    /// <param name="Status"><c>completed</c>, <c>busy</c>, <c>no-answer</c>, <c>failed</c> or <c>canceled</c>.</param>
    /// <param name="Seconds">From answer to end.</param>
    [EventType("conversation.call-ended.v1")]
    public sealed record CallEnded(
        Guid CallId, string FactId, string Status, int? Seconds, string? AnsweredBy, string? ProviderCode, DateTimeOffset At) : ConversationEvent;
}
