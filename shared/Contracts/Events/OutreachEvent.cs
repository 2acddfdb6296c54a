using Omnichannel.Contracts.Campaigns;

namespace Omnichannel.Contracts.Events;

/// <summary>One enrolment: a campaign's workflow with one citizen. Stream <c>outreach-{id}</c>; the id derives from campaign, citizen and cause.</summary>
public abstract record OutreachEvent
{
    private OutreachEvent()
    {
    }

    /// <param name="Version">The campaign's, for the whole enrolment.</param>
    /// <param name="Campaign">Its name.</param>
    /// <param name="Cause">The id of the event that started it; the campaign's id when it was started by hand.</param>
    /// <param name="Fields">What is known of the cause, for placeholders.</param>
    /// <param name="Step">Where it begins.</param>
    /// <param name="DueAt">When.</param>
    /// <param name="IsHeldOut">Never written to: for comparison.</param>
    [EventType("outreach.begun.v1")]
    public sealed record Begun(
        Guid CampaignId, int Version, string Campaign, string Department, string Purpose, [property: Subject] Guid CitizenId, Guid Cause, [property: Personal] IReadOnlyList<NamedValue> Fields, string Step,
        DateTimeOffset DueAt, bool IsHeldOut, DateTimeOffset At) : OutreachEvent;

    /// <summary>A message is to be written. Conversations writes it, once, by its id.</summary>
    /// <param name="Checks">Every rule that was checked, with its result.</param>
    [EventType("outreach.message-wanted.v1")]
    public sealed record MessageWanted(
        string Step, Guid MessageId, string Channel, Guid ContactPointId, [property: Personal] ContactPoint To, [property: Personal] string Text,
        IReadOnlyList<RuleCheck> Checks, DateTimeOffset At) : OutreachEvent
    {
        [Personal]
        public ReplyDetails? Details { get; init; }
    }

    /// <summary>Not now: it is looked at again then.</summary>
    [EventType("outreach.message-held.v1")]
    public sealed record MessageHeld(string Step, string Channel, string Rule, string Says, DateTimeOffset Until, DateTimeOffset At) : OutreachEvent;

    /// <summary>Not over this channel.</summary>
    [EventType("outreach.channel-passed.v1")]
    public sealed record ChannelPassed(string Step, string Channel, string Rule, string Says, DateTimeOffset At) : OutreachEvent;

    /// <summary>What became of a message: delivered, read or failed.</summary>
    [EventType("outreach.message-reported.v1")]
    public sealed record MessageReported(string Step, Guid MessageId, string Channel, DeliveryState State, string? Reason, DateTimeOffset At) : OutreachEvent;

    /// <summary>It goes on with another step.</summary>
    /// <param name="Because"><c>written</c>, <c>answer</c>, <c>silence</c>, <c>failure</c> or <c>no-channel</c>.</param>
    /// <param name="DueAt">When there is something to do again.</param>
    [EventType("outreach.step-entered.v1")]
    public sealed record StepEntered(string Step, string Because, DateTimeOffset DueAt, DateTimeOffset At) : OutreachEvent;

    /// <summary>The citizen answered, and it was understood.</summary>
    /// <param name="MessageId">The citizen's message.</param>
    /// <param name="Kind"><c>choice</c>, <c>words</c>, <c>date</c>, <c>number</c> or <c>other</c>.</param>
    /// <param name="Branch">The choice's id, or where the answer leads.</param>
    [EventType("outreach.answered.v1")]
    public sealed record Answered(
        string Step, Guid MessageId, string Channel, string Kind, string Branch, [property: Personal] string Value, DateTimeOffset At) : OutreachEvent;

    /// <summary>A person goes on; it is over.</summary>
    [EventType("outreach.handed-over.v1")]
    public sealed record HandedOver(string Step, string? Queue, string? Note, string Because, DateTimeOffset At) : OutreachEvent;

    [EventType("outreach.finished.v1")]
    public sealed record Finished(string Step, string Outcome, DateTimeOffset At) : OutreachEvent;

    /// <summary>All that was pending is off.</summary>
    /// <param name="Reason">Such as <c>replied</c>, <c>called</c>, <c>opted-out</c>, <c>agent</c>, <c>consent-withdrawn</c>, <c>campaign-cancelled</c>, <c>erased</c>.</param>
    [EventType("outreach.stopped.v1")]
    public sealed record Stopped(string Reason, string Author, DateTimeOffset At) : OutreachEvent;
}
