namespace Omnichannel.Contracts.Messages;

/// <summary>One part of a long message, from a provider that does not put them together: kept at once, joined when the others are there.</summary>
/// <param name="ProviderMessageId">The provider's id of this part.</param>
/// <param name="Reference">What the parts of one message have in common; used again after a few hundred messages.</param>
/// <param name="Total">How many parts the message has, at least 2.</param>
/// <param name="Number">Which one this is, from 1.</param>
public sealed record PartHeard(
    string Channel,
    string Provider,
    string ProviderMessageId,
    ContactPoint From,
    string To,
    int Reference,
    int Total,
    int Number,
    string Text,
    DateTimeOffset? SentAt,
    DateTimeOffset HeardAt) : IInboundFact
{
    public Guid Id => DerivedId.From("part", Channel, Provider, ProviderMessageId);
}
