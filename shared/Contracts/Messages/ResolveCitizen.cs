namespace Omnichannel.Contracts.Messages;

/// <summary>Question to Conversations: whose is this address? Who is not known is registered.</summary>
/// <param name="RequestId">The same question twice has the same id.</param>
/// <param name="Name">Of who is not known yet, or has no name; null = not known.</param>
public sealed record ResolveCitizen(Guid RequestId, ContactPoint ContactPoint, string? Name, string? Language, DateTimeOffset At);

/// <summary>Answer to <see cref="ResolveCitizen"/>.</summary>
/// <param name="CitizenId">Null = not to be known: erased meanwhile.</param>
public sealed record CitizenResolved(Guid? CitizenId);
