namespace Omnichannel.Contracts.Messages;

/// <summary>A citizen was written to in our name with another tool, such as the provider's own inbox.</summary>
/// <param name="MessageId"><see cref="IdOf"/> of channel, provider and the provider's id.</param>
/// <param name="From">Our own number, address or page.</param>
/// <param name="Author">What wrote it, as far as the provider says: a stable code, such as <c>app:263902037430900</c>.</param>
public sealed record EchoHeard(
    Guid MessageId,
    string Channel,
    string Provider,
    string ProviderMessageId,
    ContactPoint To,
    string From,
    string Text,
    IReadOnlyList<Attachment> Attachments,
    string Author,
    DateTimeOffset? SentAt,
    DateTimeOffset HeardAt) : IInboundFact
{
    Guid IInboundFact.Id => MessageId;

    public static Guid IdOf(string channel, string provider, string providerMessageId) =>
        DerivedId.From("echo", channel, provider, providerMessageId);
}
