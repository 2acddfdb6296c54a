namespace Omnichannel.Contracts.Messages;

/// <summary>A provider reported what became of a message.</summary>
/// <param name="ProviderMessageId">The provider's id; empty when it never took the message.</param>
/// <param name="ConversationId">Known when the provider gave our own reference back; else null, with <paramref name="MessageId"/>.</param>
public sealed record DeliveryHeard(
    Guid? ConversationId,
    Guid? MessageId,
    string Provider,
    string ProviderMessageId,
    DeliveryState State,
    string? Reason,
    string? ProviderCode,
    DateTimeOffset HeardAt) : IInboundFact
{
    public Guid Id => DerivedId.From("delivery-heard", Provider, ProviderMessageId, $"{MessageId}", State.ToString());
}
