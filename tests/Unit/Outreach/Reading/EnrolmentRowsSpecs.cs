using Omnichannel.Contracts;
using Omnichannel.Contracts.Campaigns;
using Omnichannel.EventSourcing;
using Omnichannel.Outreach;
using Omnichannel.Testing;
using Xunit;
using static Omnichannel.Contracts.Events.OutreachEvent;

namespace Omnichannel.Unit.Outreach;

/// <summary>Campaigns with single citizens as outreach's projection lists them.</summary>
public sealed class EnrolmentRowsSpecs
{
    private static readonly StreamName Stream = new("outreach", Campaigns.Way);
    private static readonly Guid Message = DerivedId.From("message");
    private static readonly DateTimeOffset At = Campaigns.At;
    private static readonly DateTimeOffset Later = At.AddHours(1);
    private static readonly string Id = Stream.Id;

    private static readonly MessageWanted Wanted = new(
        "ask", Message, "sms", Campaigns.Phone, new ContactPoint("phone", "+447946000001"), "Dear Anna", [new RuleCheck("purpose", "It may.")], Later);

    private static readonly MessageHeld Held = new("ask", "sms", "quiet-hours", "It is night.", Later, At);

    [Fact]
    public void Who_begins_is_due_and_who_is_held_out_is_not_active()
    {
        Given(Campaigns.Start).ThenRows(
            EnrolmentRows.Enrolments,
            new TableRow(
                Id, ("campaign_id", Campaigns.Id), ("citizen_id", Campaigns.Anna), ("version", 1), ("status", EnrolmentRows.Active), ("step", "ask"), ("due_at", At), ("begun_at", At),
                ("outcome", null), ("changed", 1)));
        Given(Campaigns.Start with { IsHeldOut = true }).ThenRows(EnrolmentRows.Enrolments, new TableRow(Id, ("status", "held-out")));
    }

    [Fact]
    public void A_message_is_listed_with_what_became_of_it()
    {
        Begun(Held, Wanted)
            .ThenRows(EnrolmentRows.Enrolments, new TableRow(Id, ("sent_at", Later), ("channel", "sms"), ("rule", null), ("changed", 3)))
            .ThenRows(EnrolmentRows.Messages, new TableRow(Message.ToString(), ("enrolment_id", Id), ("step", "ask"), ("channel", "sms"), ("state", "pending"), ("at", Later)));
        Begun(Wanted, new MessageReported("ask", Message, "sms", DeliveryState.Failed, "recipient.unknown", Later))
            .ThenRows(EnrolmentRows.Messages, new TableRow(Message.ToString(), ("state", "failed"), ("reason", "recipient.unknown"), ("at", Later)));
    }

    [Fact]
    public void What_a_rule_held_is_due_again_and_says_why() => Begun(Held)
        .ThenRows(EnrolmentRows.Enrolments, new TableRow(Id, ("due_at", Later), ("rule", "quiet-hours"), ("status", EnrolmentRows.Active)))
        .ThenRows(EnrolmentRows.Refused, Refused("quiet-hours", ("says", "It is night."), ("until", Later), ("at", At)));

    [Fact]
    public void One_rule_is_one_row_however_often_it_says_no() => Begun(Held, Held with { Until = Later.AddHours(8), At = Later })
        .ThenRows(EnrolmentRows.Refused, Refused("quiet-hours", ("until", Later.AddHours(8)), ("at", Later)));

    [Fact]
    public void A_channel_that_was_passed_says_why_for_good() => Begun(new ChannelPassed("ask", "sms", "contact-point.opted-out", "They opted out.", At))
        .ThenRows(EnrolmentRows.Refused, Refused("contact-point.opted-out", ("says", "They opted out."), ("until", null), ("at", At)))
        .ThenRows(EnrolmentRows.Enrolments, new TableRow(Id, ("due_at", At), ("rule", null)));

    [Fact]
    public void The_next_step_has_its_own_time() => Begun(new StepEntered("wait", "written", Later, At)).ThenRows(EnrolmentRows.Enrolments, new TableRow(Id, ("step", "wait"), ("due_at", Later)));

    [Fact]
    public void An_answer_is_listed_by_where_it_leads_and_not_by_its_words() => Begun(new Answered("ask", Message, "sms", "choice", "yes", "Yes, gladly", Later))
        .ThenRows(EnrolmentRows.Enrolments, new TableRow(Id, ("branch", "yes")))
        .ThenRows(
            EnrolmentRows.Answers,
            new TableRow(
                ProjectionSpec.EventAt(2).ToString(), ("enrolment_id", Id), ("step", "ask"), ("channel", "sms"), ("kind", "choice"), ("branch", "yes"), ("at", Later)))
        .ThenNowhere("gladly");

    [Fact]
    public void What_is_over_falls_due_no_more()
    {
        Begun(new HandedOver("clerk", "office", null, "answer", Later)).ThenRows(EnrolmentRows.Enrolments, Ended("handed-over", "handed-over"));
        Begun(new Finished("confirmed", "confirmed", Later)).ThenRows(EnrolmentRows.Enrolments, Ended("finished", "confirmed"));
        Begun(new Stopped("erased", "outreach", Later)).ThenRows(EnrolmentRows.Enrolments, Ended("stopped", "erased"));
    }

    [Fact]
    public void No_words_and_no_address_stand_here_so_that_an_erasure_leaves_none() =>
        Begun(Wanted, new HandedOver("clerk", "office", "asks for Anna", "answer", Later)).ThenNowhere("Anna", "+447946000001", "2026-03-12");

    private static TableRow Refused(string rule, params (string, object?)[] columns) =>
        new($"{Id}:ask:sms:{rule}", [("enrolment_id", Id), ("step", "ask"), ("channel", "sms"), ("rule", rule), .. columns]);

    private static TableRow Ended(string status, string outcome) => new(Id, ("status", status), ("outcome", outcome), ("ended_at", Later), ("due_at", null), ("changed", 2));

    private static ProjectionSpec Begun(params object[] events) => Given([Campaigns.Start, .. events]);

    private static ProjectionSpec Given(params object[] events) => ProjectionSpec.Of(new OutreachProjection()).Given(Stream, events);
}
