namespace Omnichannel.Contracts.Messages;

/// <summary>A channel's messages leave over another provider from now on.</summary>
/// <param name="From">The provider that was first choice until now.</param>
/// <param name="To">The one that is now.</param>
/// <param name="Reason"><c>provider.failing</c>, <c>provider.slow</c> or <c>provider.recovered</c>.</param>
public sealed record ProviderSwitchHeard(string Channel, string From, string To, string Reason, DateTimeOffset HeardAt) : IInboundFact
{
    public Guid Id => DerivedId.From("provider-switch", Channel, From, To, Reason, $"{HeardAt.UtcTicks}");
}
