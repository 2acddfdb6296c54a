namespace Omnichannel.Contracts.Events;

/// <summary>To which conversation a provider's call belongs. Stream <c>call-{id}</c>; the id follows from the provider's.</summary>
public abstract record CallEvent
{
    private CallEvent()
    {
    }

    /// <param name="Ordinal">Of the conversation among the citizen's; its id follows from both.</param>
    [EventType("call.linked.v1")]
    public sealed record Linked(
        string Provider, string ProviderCallId, [property: Subject] Guid CitizenId, int Ordinal, Guid ContactPointId, [property: Personal] ContactPoint ContactPoint,
        DateTimeOffset At) : CallEvent;

    /// <summary>A report that names only the call, and came before it was known whose the call is.</summary>
    [EventType("call.fact-kept.v1")]
    public sealed record FactKept(string FactId, [property: Personal] CallFact Fact, DateTimeOffset At) : CallEvent;
}
