namespace Omnichannel.Contracts.Messages;

/// <summary>Question of the web chat: what was said with this visitor?</summary>
public sealed record GetChatHistory(ContactPoint Visitor, int Limit);

/// <summary>Oldest first.</summary>
public sealed record ChatHistory(IReadOnlyList<ChatLine> Lines);

/// <param name="FromCitizen">True for the visitor's own messages.</param>
/// <param name="ProviderMessageId">The id the visitor's device gave it; null for replies.</param>
/// <param name="ConversationId">Where it stands.</param>
/// <param name="State">Of a reply; <see cref="DeliveryState.Delivered"/> for the visitor's own messages.</param>
public sealed record ChatLine(
    Guid MessageId, Guid ConversationId, bool FromCitizen, string? ProviderMessageId, string Text, DateTimeOffset At, DeliveryState State)
{
    /// <summary>Null = none.</summary>
    public IReadOnlyList<Attachment>? Attachments { get; init; }

    /// <summary>Answers that a reply offers; null = none.</summary>
    public IReadOnlyList<Choice>? Choices { get; init; }
}

/// <summary>To every web chat process: show this line on the visitor's open pages.</summary>
public sealed record ChatLineReady(ContactPoint Visitor, ChatLine Line);
