using Omnichannel.Contracts;

namespace Omnichannel.Conversations;

/// <summary>The commands of one conversation.</summary>
internal abstract partial record ConversationCommand
{
    private ConversationCommand()
    {
    }

    /// <summary>A citizen's message; opens the conversation when it is its first.</summary>
    public sealed record Receive(
        Guid CitizenId,
        int Ordinal,
        Guid MessageId,
        Guid ContactPointId,
        ContactPoint From,
        string To,
        string Channel,
        string Provider,
        string ProviderMessageId,
        string Text,
        IReadOnlyList<Attachment> Attachments,
        string? Language,
        DateTimeOffset? SentAt,
        DateTimeOffset At) : ConversationCommand
    {
        public MessageDetails? Details { get; init; }
    }

    /// <summary>A change to a message of either side.</summary>
    public sealed record Amend(
        Guid AmendmentId, Guid MessageId, Amendment Kind, Guid ContactPointId, string? Text, string? Emoji, DateTimeOffset At) : ConversationCommand;

    /// <summary>What came with a message was fetched, or is lost.</summary>
    public sealed record StoreAttachments(Guid MessageId, IReadOnlyList<Attachment> Attachments, DateTimeOffset At) : ConversationCommand;

    public sealed record Reply(
        Guid MessageId,
        Guid ContactPointId,
        ContactPoint To,
        string? From,
        string Channel,
        string Text,
        IReadOnlyList<Attachment> Attachments,
        string Author,
        DateTimeOffset At) : ConversationCommand
    {
        public ReplyDetails? Details { get; init; }
    }

    /// <summary>A proactive message: a program writes first. Opens the conversation when there is none.</summary>
    public sealed record Write(int Ordinal, Guid CitizenId, Reply Words) : ConversationCommand;

    /// <summary>A person is to go on; opens the conversation when there is none.</summary>
    /// <param name="Channel">Of a conversation that it opens.</param>
    public sealed record HandOver(
        Guid HandOverId, Guid CitizenId, int Ordinal, string Channel, string? Queue, string? Note, string Author, DateTimeOffset At) : ConversationCommand;

    /// <summary>A reply that another tool sent already; opens the conversation when there is none.</summary>
    public sealed record Observe(
        Guid CitizenId,
        int Ordinal,
        Guid MessageId,
        Guid ContactPointId,
        ContactPoint To,
        string From,
        string Channel,
        string Provider,
        string ProviderMessageId,
        string Text,
        IReadOnlyList<Attachment> Attachments,
        string Author,
        DateTimeOffset? SentAt,
        DateTimeOffset At) : ConversationCommand;

    public sealed record AddNote(Guid NoteId, string Text, string Author, DateTimeOffset At) : ConversationCommand;

    public sealed record Assign(string? Assignee, string? Queue, string Author, DateTimeOffset At) : ConversationCommand;

    public sealed record Close(string? Reason, string Author, DateTimeOffset At) : ConversationCommand;

    public sealed record Reopen(string Author, DateTimeOffset At) : ConversationCommand;

    /// <summary>Its citizen was erased; also of the conversation that would have been the next.</summary>
    public sealed record Erase(Guid CitizenId, DateTimeOffset At) : ConversationCommand;

    /// <summary>A provider is being given a reply, or surely has it not.</summary>
    public sealed record RecordSendAttempt(Guid MessageId, string Provider, bool IsOver, DateTimeOffset At) : ConversationCommand;

    /// <summary>What became of a reply.</summary>
    public sealed record Report(
        Guid MessageId, DeliveryState State, string Provider, string? ProviderMessageId, string? Reason, string? ProviderCode, DateTimeOffset At)
        : ConversationCommand;
}
