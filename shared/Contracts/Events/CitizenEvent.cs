namespace Omnichannel.Contracts.Events;

/// <summary>What is known of one citizen. Stream <c>citizen-{id}</c>.</summary>
public abstract record CitizenEvent
{
    private CitizenEvent()
    {
    }

    [EventType("citizen.registered.v1")]
    public sealed record Registered(DateTimeOffset At) : CitizenEvent;

    /// <param name="Proof">Why we believe it: <c>first-contact</c>, <c>verified</c> (signed by a site that knows), <c>agent</c>.</param>
    [EventType("citizen.contact-point-added.v1")]
    public sealed record ContactPointAdded(
        Guid ContactPointId, [property: Personal] ContactPoint ContactPoint, string Proof, string Author, DateTimeOffset At) : CitizenEvent;

    /// <summary>The contact point turned out to be somebody else's.</summary>
    [EventType("citizen.contact-point-removed.v1")]
    public sealed record ContactPointRemoved(Guid ContactPointId, string Author, DateTimeOffset At) : CitizenEvent;

    /// <summary>A conversation was opened by, or went on over, this contact point.</summary>
    [EventType("citizen.conversation-joined.v1")]
    public sealed record ConversationJoined(Guid ConversationId, int Ordinal, Guid ContactPointId, DateTimeOffset At) : CitizenEvent;

    /// <summary>Whole new values; null = not known.</summary>
    [EventType("citizen.profile-changed.v1")]
    public sealed record ProfileChanged(
        [property: Personal] string? Name, [property: Personal] string? Language, string Author, DateTimeOffset At) : CitizenEvent;

    /// <summary>From here on the citizen is forgotten; what that takes follows, and ends with <see cref="ErasureDone"/>.</summary>
    /// <param name="Reason">Why, in a few words that tell nothing about the citizen: it stays.</param>
    [EventType("citizen.erased.v1")]
    public sealed record Erased(string Reason, string Author, DateTimeOffset At) : CitizenEvent;

    /// <summary>The keys are destroyed and the read models blank.</summary>
    /// <param name="Attachments">How many stored files were deleted.</param>
    /// <param name="Inputs">How many parked inputs held an address of the citizen.</param>
    [EventType("citizen.erasure-done.v1")]
    public sealed record ErasureDone(int Conversations, int ContactPoints, int Attachments, int Inputs, DateTimeOffset At) : CitizenEvent;
}
