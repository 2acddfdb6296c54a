namespace Omnichannel.Contracts.Events;

/// <summary>Something happened in a citizen's life and was reported once, for all departments. Stream <c>lifeevent-{id}</c>.</summary>
public abstract record LifeEventEvent
{
    private LifeEventEvent()
    {
    }

    /// <param name="Type">Such as <c>child-born</c> or <c>appointment-booked</c>.</param>
    /// <param name="Source">Who reported it.</param>
    [EventType("life-event.told.v1")]
    public sealed record Told(
        string Type, [property: Subject] Guid CitizenId, [property: Personal] IReadOnlyList<NamedValue> Fields, string Source, string Author,
        DateTimeOffset At) : LifeEventEvent;

    /// <summary>A department learnt of it, for its purpose, and only these fields.</summary>
    [EventType("life-event.shared.v1")]
    public sealed record Shared(
        Guid CampaignId, string Department, string Purpose, IReadOnlyList<string> Fields, DateTimeOffset At) : LifeEventEvent;

    /// <summary>A department did not learn of it.</summary>
    /// <param name="Reason">The rule's code, such as <c>purpose.objected</c>.</param>
    [EventType("life-event.withheld.v1")]
    public sealed record Withheld(Guid CampaignId, string Department, string Purpose, string Reason, DateTimeOffset At) : LifeEventEvent;
}
