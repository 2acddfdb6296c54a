namespace Omnichannel.Contracts.Messages;

/// <summary>Command to a channel: send this message, once.</summary>
/// <param name="Attempt">1 at first; higher when the log had no outcome after a while: then the provider is asked before anything is sent.</param>
/// <param name="WrittenAt">When the reply was written: where to begin looking when the provider is asked.</param>
public sealed record SendMessage(
    Guid MessageId,
    Guid ConversationId,
    string Channel,
    ContactPoint To,
    string? From,
    string Text,
    IReadOnlyList<Attachment> Attachments,
    int Attempt,
    DateTimeOffset WrittenAt)
{
    public ReplyDetails? Details { get; init; }

    public ReplyThread? Thread { get; init; }

    /// <summary>Providers that may have it already, as far as the log knows; null = none is on record.</summary>
    public IReadOnlyList<string>? TriedBy { get; init; }

    /// <summary>When the recipient last wrote on that channel: session windows count from it. Null = never.</summary>
    public DateTimeOffset? RecipientHeardAt { get; init; }
}
