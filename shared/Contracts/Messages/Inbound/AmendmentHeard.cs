namespace Omnichannel.Contracts.Messages;

/// <summary>A citizen changed, took back or reacted to a message, theirs or ours.</summary>
/// <param name="Target">The provider's id of that message.</param>
/// <param name="ProviderMessageId">The provider's id of the change itself.</param>
/// <param name="Text">The new text, of an edit.</param>
/// <param name="Emoji">The sign, of a reaction; null = taken away.</param>
public sealed record AmendmentHeard(
    string Channel,
    string Provider,
    string ProviderMessageId,
    string Target,
    ContactPoint From,
    Amendment Kind,
    string? Text,
    string? Emoji,
    DateTimeOffset HeardAt) : IInboundFact
{
    public Guid Id => DerivedId.From("amendment", Channel, Provider, ProviderMessageId, Target, Kind.ToString(), Emoji ?? "");
}
