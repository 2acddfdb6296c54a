namespace Omnichannel.Contracts.Messages;

/// <summary>Request to Conversations: an agent is to go on with this citizen. Repeated with the same id, nothing is done twice.</summary>
/// <param name="Queue">Null = the conversation stays where it is.</param>
/// <param name="Note">For agents; null = none.</param>
public sealed record HandOver(Guid HandOverId, Guid CitizenId, string? Queue, string? Note, string Author, DateTimeOffset At);

/// <summary>Answer to <see cref="HandOver"/>.</summary>
/// <param name="ConversationId">Where the person finds it; null = the citizen was erased.</param>
public sealed record HandedOver(Guid? ConversationId);
