namespace Omnichannel.Contracts.Events;

/// <summary>Whose an address is, and whether we may write to it. Stream <c>contactpoint-{id}</c>; the id is keyed, never the address.</summary>
public abstract record ContactPointEvent
{
    private ContactPointEvent()
    {
    }

    /// <summary>The address belongs to this citizen from now on.</summary>
    [EventType("contact-point.linked.v1")]
    public sealed record Linked(
        [property: Subject] Guid CitizenId, [property: Personal] ContactPoint ContactPoint, string Proof, string Author, DateTimeOffset At) : ContactPointEvent;

    /// <summary>Its citizen was erased: the address is nobody's, and who writes from it next is a new citizen.</summary>
    /// <param name="HolderId">The subject of personal fields here until it is somebody's again.</param>
    [EventType("contact-point.released.v1")]
    public sealed record Released(Guid CitizenId, [property: Subject] Guid HolderId, DateTimeOffset At) : ContactPointEvent;

    /// <summary>The citizen opted out of messages here; holds for every sender of the channel.</summary>
    /// <param name="Source"><c>keyword</c>, <c>provider</c>, <c>complaint</c>, <c>link</c> or <c>agent</c>.</param>
    [EventType("contact-point.opted-out.v1")]
    public sealed record OptedOut(string Channel, string Source, Guid? MessageId, DateTimeOffset At) : ContactPointEvent;

    [EventType("contact-point.opted-in.v1")]
    public sealed record OptedIn(string Channel, string Source, Guid? MessageId, DateTimeOffset At) : ContactPointEvent;

    /// <summary>A change to a message that has not been received yet: applied as soon as it is.</summary>
    [EventType("contact-point.amendment-kept.v1")]
    public sealed record AmendmentKept(
        Guid MessageId, Guid AmendmentId, Amendment Kind, [property: Personal] string? Text, [property: Personal] string? Emoji, DateTimeOffset At)
        : ContactPointEvent;
}
