namespace Omnichannel.Contracts.Messages;

/// <summary>A citizen wrote, and a channel heard it.</summary>
/// <param name="MessageId"><see cref="IdOf"/> of channel, provider and the provider's id.</param>
/// <param name="From">The citizen's address, canonical.</param>
/// <param name="To">Our own number, address or inbox.</param>
/// <param name="Proven">Further addresses that a party we trust has proven to be the same citizen's.</param>
/// <param name="Keyword"><c>stop</c>, <c>start</c> or <c>help</c> when the provider says that the message means it; else null.</param>
public sealed record MessageHeard(
    Guid MessageId,
    string Channel,
    string Provider,
    string ProviderMessageId,
    ContactPoint From,
    string To,
    string Text,
    IReadOnlyList<Attachment> Attachments,
    string? Language,
    DateTimeOffset? SentAt,
    DateTimeOffset HeardAt,
    IReadOnlyList<ContactPoint> Proven,
    string? Keyword) : IInboundFact
{
    public MessageDetails? Details { get; init; }

    /// <summary>The conversation it claims to belong to; null = none.</summary>
    public ThreadHint? Thread { get; init; }

    Guid IInboundFact.Id => MessageId;

    public static Guid IdOf(string channel, string provider, string providerMessageId) =>
        DerivedId.From("message", channel, provider, providerMessageId);
}
