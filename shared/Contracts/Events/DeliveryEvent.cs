namespace Omnichannel.Contracts.Events;

/// <summary>
/// One message as its provider knows it: ties the provider's id to ours, and keeps reports that came before the tie. Stream
/// <c>delivery-{id}</c>, the id derived from provider and the provider's message id.
/// </summary>
public abstract record DeliveryEvent
{
    private DeliveryEvent()
    {
    }

    [EventType("delivery.linked.v1")]
    public sealed record Linked(
        string Provider, string ProviderMessageId, Guid ConversationId, Guid MessageId, DateTimeOffset At) : DeliveryEvent;

    /// <summary>A report for a message that we do not know (yet).</summary>
    [EventType("delivery.report-kept.v1")]
    public sealed record ReportKept(
        string Provider, string ProviderMessageId, DeliveryState State, string? Reason, string? ProviderCode, DateTimeOffset At) : DeliveryEvent;
}
