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

    /// <summary>Whole new values, such as <c>district</c>: what campaigns choose their audience by.</summary>
    [EventType("citizen.attributes-changed.v1")]
    public sealed record AttributesChanged([property: Personal] IReadOnlyList<NamedValue> Attributes, string Author, DateTimeOffset At) : CitizenEvent;

    /// <summary>How and when the citizen wants to be written to; whole new values.</summary>
    /// <param name="Channels">In this order; none = no preference.</param>
    /// <param name="TimeZone">As in the IANA database, such as <c>Europe/Berlin</c>; null = the installation's.</param>
    [EventType("citizen.preferences-changed.v1")]
    public sealed record PreferencesChanged(
        IReadOnlyList<string> Channels, [property: Personal] string? TimeZone, string Author, DateTimeOffset At) : CitizenEvent;

    /// <summary>The citizen agrees that we write to them for a purpose: kept as proof.</summary>
    /// <param name="Source">How they said so, such as <c>form</c>, <c>phone</c> or <c>page</c>.</param>
    /// <param name="Wording">What they agreed to, in the words that they were shown; null when it is not kept.</param>
    [EventType("citizen.consent-given.v1")]
    public sealed record ConsentGiven(string Purpose, string Source, string? Wording, string Author, DateTimeOffset At) : CitizenEvent;

    /// <summary>The citizen does not, or no longer, want to be written to for a purpose.</summary>
    [EventType("citizen.consent-withdrawn.v1")]
    public sealed record ConsentWithdrawn(string Purpose, string Source, string Author, DateTimeOffset At) : CitizenEvent;

    /// <summary>Nobody writes first to this citizen any more, whatever for.</summary>
    [EventType("citizen.contact-forbidden.v1")]
    public sealed record ContactForbidden(string Source, string Author, DateTimeOffset At) : CitizenEvent;

    [EventType("citizen.contact-allowed.v1")]
    public sealed record ContactAllowed(string Source, string Author, DateTimeOffset At) : CitizenEvent;

    /// <summary>From here on the citizen is forgotten; what that takes follows, and ends with <see cref="ErasureDone"/>.</summary>
    /// <param name="Reason">Why, in a few words that say nothing about the citizen: it stays.</param>
    [EventType("citizen.erased.v1")]
    public sealed record Erased(string Reason, string Author, DateTimeOffset At) : CitizenEvent;

    /// <summary>The keys are destroyed and the read models blank.</summary>
    /// <param name="Attachments">How many stored files were deleted.</param>
    /// <param name="Inputs">How many parked inputs held an address of the citizen.</param>
    [EventType("citizen.erasure-done.v1")]
    public sealed record ErasureDone(int Conversations, int ContactPoints, int Attachments, int Inputs, DateTimeOffset At) : CitizenEvent;
}
