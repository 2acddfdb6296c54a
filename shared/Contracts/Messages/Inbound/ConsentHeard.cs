namespace Omnichannel.Contracts.Messages;

/// <summary>A provider, or a complaint, reported that somebody does not want to be written to any more, or does again.</summary>
/// <param name="Wanted">False = opt-out.</param>
/// <param name="Source"><c>provider</c>, <c>complaint</c> or <c>link</c>.</param>
/// <param name="ProviderEventId">What makes a repeat of it the same.</param>
public sealed record ConsentHeard(
    string Channel, string Provider, ContactPoint ContactPoint, bool Wanted, string Source, string ProviderEventId, DateTimeOffset HeardAt) : IInboundFact
{
    public Guid Id => DerivedId.From("consent", Channel, Provider, ContactPoint.Kind, ContactPoint.Address, ProviderEventId, Wanted.ToString());
}
