namespace Omnichannel.Contracts;

/// <summary>What an incoming message says about where it belongs.</summary>
/// <param name="ConversationId">From a token of ours that its channel has checked; trusted.</param>
/// <param name="References">Provider's ids of messages before it, nearest first; anybody can write these, so they only help a message of
/// somebody who takes part.</param>
public sealed record ThreadHint(Guid? ConversationId, IReadOnlyList<string> References);

/// <summary>Where an outgoing message belongs, for channels that thread.</summary>
/// <param name="Subject">Of the message that is answered.</param>
/// <param name="References">Provider's ids of the messages before it, oldest first; the last one is answered.</param>
public sealed record ReplyThread(string? Subject, IReadOnlyList<string> References)
{
    /// <summary>The citizen's message that is answered, by the provider's id; null when the last message was ours.</summary>
    public string? Answers { get; init; }
}
