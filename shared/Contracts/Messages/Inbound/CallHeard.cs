namespace Omnichannel.Contracts.Messages;

/// <summary>Something happened to a telephone call, and the voice channel heard it.</summary>
/// <param name="ProviderCallId">The provider's id of the call; of the citizen's side, when it has several.</param>
/// <param name="Citizen">Who is at the other end; null when this report does not say. A withheld number is an address of kind
/// <see cref="ContactPoint.AnonymousCall"/>, one for every call.</param>
/// <param name="Ours">Our own number.</param>
/// <param name="FactId">What makes a repeat of it the same, within its call.</param>
public sealed record CallHeard(
    string Provider,
    string ProviderCallId,
    CallDirection Direction,
    ContactPoint? Citizen,
    string? Ours,
    string FactId,
    CallFact Fact,
    DateTimeOffset HeardAt) : IInboundFact
{
    /// <summary>Of a call of ours: the conversation that it belongs to.</summary>
    public Guid? ConversationId { get; init; }

    public Guid Id => DerivedId.From("call-heard", Provider, ProviderCallId, FactId);

    /// <summary>The id of a call.</summary>
    public static Guid IdOf(string provider, string providerCallId) => DerivedId.From("call", provider, providerCallId);
}
