namespace Omnichannel.Contracts.Messages;

/// <summary>Something a channel heard from outside. It is acknowledged to the provider only once it is durable.</summary>
public interface IInboundFact
{
    /// <summary>Derived from what was heard, so that hearing it twice gives the same id.</summary>
    Guid Id { get; }
}
