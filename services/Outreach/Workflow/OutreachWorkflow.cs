using System.Collections.Immutable;
using System.Globalization;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Campaigns;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using static Omnichannel.Contracts.Events.OutreachEvent;

namespace Omnichannel.Outreach;

/// <summary>
/// One campaign's workflow with one citizen: fed by the citizen's messages, by delivery reports and by ticks. What it wants done stands in its
/// events; who follows them does it.
/// </summary>
internal static class OutreachWorkflow
{
    /// <summary>A definition that passed its check needs a handful at most.</summary>
    private const int MostStepsAtOnce = 200;

    public static Decider<EnrolmentCommand, OutreachEvent, EnrolmentState> Decider { get; } = new("outreach", EnrolmentState.Initial, Decide, Evolve);

    public static Aggregate<EnrolmentCommand, OutreachEvent, EnrolmentState> At(Guid outreachId) => new(Decider, StreamOf(outreachId));

    public static StreamName StreamOf(Guid outreachId) => new("outreach", outreachId);

    /// <summary>The same campaign, citizen and cause are the same enrolment: begun again, nothing begins.</summary>
    public static Guid IdOf(Guid campaignId, Guid citizenId, Guid cause) =>
        DerivedId.From("outreach", campaignId.ToString(), citizenId.ToString(), cause.ToString());

    public static Decision<OutreachEvent> Decide(EnrolmentCommand command, EnrolmentState state) => (command, state) switch
    {
        (EnrolmentCommand.Begin, { Exists: true }) => Decision<OutreachEvent>.Nothing,
        (EnrolmentCommand.Begin c, _) => new Begun(
            c.CampaignId, c.Version, c.Campaign.Name, c.Campaign.Department, c.Campaign.Purpose, c.CitizenId, c.Cause, c.Fields, c.Step, c.DueAt, c.IsHeldOut, c.At),
        (_, { Exists: false }) => Refusals.NoPerson,

        // Reports are kept also when it is over: the progress counts them.
        (EnrolmentCommand.Report c, _) => Reported(c, state),
        (_, { GoesOn: false }) => Decision<OutreachEvent>.Nothing,
        (EnrolmentCommand.Stop c, _) => new Stopped(c.Reason, c.Author, c.At),
        (EnrolmentCommand.Answer c, { IsHeldOut: true }) => new Finished(state.Step, "contacted", c.At),
        (EnrolmentCommand.Answer c, _) => Heard(c, state),
        (EnrolmentCommand.Advance, { IsHeldOut: true }) => Decision<OutreachEvent>.Nothing,
        (EnrolmentCommand.Advance c, _) => Advanced(c, state),
        _ => throw new NotSupportedException($"No rule for {command.GetType().Name}."),
    };

    public static EnrolmentState Evolve(EnrolmentState state, OutreachEvent @event) => @event switch
    {
        Begun e => state with
        {
            Exists = true,
            CampaignId = e.CampaignId,
            Version = e.Version,
            CitizenId = e.CitizenId,
            Fields = e.Fields,
            Step = e.Step,
            DueAt = e.DueAt,
            IsHeldOut = e.IsHeldOut,
        },
        MessageWanted e => Use(state, e.Step, e.Channel) with
        {
            Messages = state.Messages.SetItem(e.MessageId, new EnrolmentState.WantedMessage(e.Step, e.Channel, DeliveryState.Pending)),
            LastMessage = e.MessageId,
        },
        MessageHeld e => state with { DueAt = e.Until },
        ChannelPassed e => Use(state, e.Step, e.Channel),
        MessageReported e when state.Messages.TryGetValue(e.MessageId, out var message) =>
            state with { Messages = state.Messages.SetItem(e.MessageId, message with { State = e.State }) },
        StepEntered e => state with { Step = e.Step, Because = e.Because, DueAt = e.DueAt },
        Answered e => state with { Heard = state.Heard.Add(e.MessageId), Answers = state.Answers.SetItem(e.Step, e.Value), AnsweredAt = e.At },
        HandedOver => state with { Outcome = "handed-over" },
        Finished e => state with { Outcome = e.Outcome },
        Stopped e => state with { Outcome = e.Reason },
        _ => state,
    };

    /// <summary>The id of the message that a step wants to send next; each channel's is another.</summary>
    public static Guid MessageIdOf(Guid outreachId, string step, EnrolmentState state) =>
        DerivedId.From("outreach-message", outreachId.ToString(), step, UsedBy(state, step).Count.ToString(CultureInfo.InvariantCulture));

    public static IReadOnlyList<string> UsedBy(EnrolmentState state, string step) => state.Used.GetValueOrDefault(step) ?? [];

    private static Decision<OutreachEvent> Advanced(EnrolmentCommand.Advance c, EnrolmentState state)
    {
        var events = new List<OutreachEvent>();
        for (var count = 0; count < MostStepsAtOnce && state.GoesOn && state.DueAt <= c.At; count++)
        {
            var done = RunStep(c, state);
            events.AddRange(done);
            state = done.Aggregate(state, Evolve);
        }

        return Decision<OutreachEvent>.Of(events);
    }

    private static IReadOnlyList<OutreachEvent> RunStep(EnrolmentCommand.Advance c, EnrolmentState state) => StepOf(c.Situation.Campaign, state.Step) switch
    {
        { Send: { } send } => SendPlan.Plan(c, state, send),
        { Wait: { } wait } => [Enter(c.Situation.Campaign, wait.Silence, "silence", c.At)],
        { HandOver: { } handOver } => [new HandedOver(state.Step, handOver.Queue, handOver.Note, state.Because, c.At)],
        { Finish: { } finish } => [new Finished(state.Step, finish.Outcome, c.At)],
        // A definition that was approved has every step it leads to.
        _ => [new Stopped("step-missing", "outreach", c.At)],
    };

    private static Decision<OutreachEvent> Heard(EnrolmentCommand.Answer c, EnrolmentState state)
    {
        if (state.Heard.Contains(c.MessageId))
            return Decision<OutreachEvent>.Nothing;
        if (StepOf(c.Campaign, state.Step)?.Wait is not { } wait)
            return new Stopped("replied", "citizen", c.At);
        var answer = AnswerReading.Read(c, wait, state);
        var answered = new Answered(state.Step, c.MessageId, c.Channel, answer.Kind, answer.Branch ?? wait.Otherwise ?? "desk", answer.Value, c.At);
        return (answer.Go ?? wait.Otherwise) is not { } go
            ? Decision<OutreachEvent>.Of(answered, new HandedOver(state.Step, null, null, "answer", c.At))
            : Decision<OutreachEvent>.Of(answered, Enter(c.Campaign, go, "answer", c.At));
    }

    private static Decision<OutreachEvent> Reported(EnrolmentCommand.Report c, EnrolmentState state)
    {
        if (!state.Messages.TryGetValue(c.MessageId, out var message)
            || c.State is not (DeliveryState.Delivered or DeliveryState.Read or DeliveryState.Failed)
            || c.State <= message.State || message.State == DeliveryState.Failed
            || (c.State == DeliveryState.Failed && message.State >= DeliveryState.Delivered))
            return Decision<OutreachEvent>.Nothing;
        var reported = new MessageReported(message.Step, c.MessageId, message.Channel, c.State, c.Reason, c.At);
        // It failed, and nothing came since: the step that wrote it goes on with its next channel.
        return c.State == DeliveryState.Failed && state.GoesOn && state.LastMessage == c.MessageId && state.Because == "written"
            ? Decision<OutreachEvent>.Of(reported, Enter(c.Campaign, message.Step, "failure", c.At))
            : reported;
    }

    internal static StepEntered Enter(CampaignDefinition campaign, string step, string because, DateTimeOffset at) =>
        new(step, because, StepOf(campaign, step)?.Wait is { } wait ? at + Spans.Read(wait.For)!.Value : at, at);

    internal static CampaignStep? StepOf(CampaignDefinition campaign, string id) => campaign.Steps.FirstOrDefault(step => step.Id == id);

    private static EnrolmentState Use(EnrolmentState state, string step, string channel) => state with
    {
        Used = state.Used.SetItem(step, (state.Used.GetValueOrDefault(step) ?? ImmutableList<string>.Empty).Add(channel)),
    };
}
