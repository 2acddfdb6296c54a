namespace Omnichannel.Contracts.Messages;

/// <summary>Authentic input that no adapter could read.</summary>
/// <param name="Endpoint">Which of the provider's endpoints it came to, so that it can be read again there.</param>
public sealed record InputHeard(
    Guid InputId, string Channel, string Provider, string Endpoint, string? ContentType, byte[] Body, string Reason, DateTimeOffset HeardAt) : IInboundFact
{
    public Guid Id => InputId;

    /// <summary>The same bytes at the same endpoint are the same input.</summary>
    public static Guid IdOf(string provider, string endpoint, byte[] body) =>
        DerivedId.From("input", provider, endpoint, Convert.ToBase64String(body));
}
