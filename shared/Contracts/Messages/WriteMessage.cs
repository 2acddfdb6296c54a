namespace Omnichannel.Contracts.Messages;

/// <summary>Request to Conversations: write first to a citizen. Repeated with the same id, nothing is written twice.</summary>
/// <param name="Author">A program's name, such as <c>outreach</c>.</param>
public sealed record WriteMessage(
    Guid MessageId, Guid CitizenId, Guid ContactPointId, ContactPoint To, string Channel, string Text, string Author, DateTimeOffset At)
{
    /// <summary>A template in it is used only where nothing else may be sent.</summary>
    public ReplyDetails? Details { get; init; }
}

/// <summary>Answer to <see cref="WriteMessage"/>.</summary>
/// <param name="ConversationId">Where it stands; null = it was refused.</param>
/// <param name="Refusal">The code, such as <c>channel.window-closed</c>; null = it is written.</param>
public sealed record MessageWritten(Guid? ConversationId, string? Refusal, string? Sentence);
