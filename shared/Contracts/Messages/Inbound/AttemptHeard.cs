namespace Omnichannel.Contracts.Messages;

/// <summary>
/// A provider is about to be given a message, or has said that it did not take it. The former is on record before the call, where the
/// provider cannot be asked afterwards: so that after a crash it is known whether it may have the message.
/// </summary>
/// <param name="IsOver">True: whatever was attempted there, this provider surely has it not.</param>
public sealed record AttemptHeard(Guid ConversationId, Guid MessageId, string Provider, bool IsOver, DateTimeOffset HeardAt) : IInboundFact
{
    public Guid Id => DerivedId.From("attempt", MessageId.ToString(), Provider, $"{IsOver}", $"{HeardAt.UtcTicks}");
}
