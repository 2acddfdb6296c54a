using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Outreach;
using Omnichannel.Testing;
using Xunit;
using static Omnichannel.Contracts.Events.OutreachEvent;
using static Omnichannel.Unit.Outreach.Campaigns;

namespace Omnichannel.Unit.Outreach;

/// <summary>For each kind of step: what should happen, in any order, twice, after the end, called off, and when time runs out.</summary>
public sealed class WorkflowSpecs
{
    private static readonly IReadOnlyList<OutreachEvent> Asked = After([Start], Tick(At));
    private static readonly MessageWanted Wanted = Asked.OfType<MessageWanted>().Single();

    // Send.
    [Fact]
    public void A_step_writes_in_the_citizens_language_with_what_is_known_filled_in_and_every_rule_quoted()
    {
        Assert.Equal(("sms", "Liebe/r Anna, bis zum 12.03.2026?", "+447946000001"), (Wanted.Channel, Wanted.Text, Wanted.To.Address));
        Assert.Equal(["purpose", "opt-out", "quiet-hours", "budget"], Wanted.Checks.Select(check => check.Rule));
        Assert.Equal(["Ja", "Nein"], Wanted.Details!.Choices!.Select(choice => choice.Title));
        Assert.Equal(new StepEntered("wait", "written", At.AddDays(2), At), Asked[^1]);
    }

    [Fact]
    public void A_tick_again_writes_nothing_more() => Given(Asked).When(Tick(At.AddHours(1))).ThenNothing();

    [Fact]
    public void The_last_contact_taken_for_this_message_by_a_process_that_died_then_is_there_for_it()
    {
        var taken = new ContactBudgetEvent.Spent(Wanted.MessageId, Way, Id, "Citizens' office", "appointments", "sms", false, At);
        var situation = SituationOf(Reminder, Citizen, ContactBudget.Evolve(ContactBudgetState.Initial, taken), Options with { BudgetMost = 1 });
        Assert.Contains(After([Start], new EnrolmentCommand.Advance(Way, situation, At.AddMinutes(1))), e => e is MessageWanted wanted && wanted.MessageId == taken.MessageId);
    }

    [Fact]
    public void What_failed_goes_over_the_next_channel()
    {
        var failed = After(Asked, new EnrolmentCommand.Report(Wanted.MessageId, DeliveryState.Failed, "recipient.unreachable", Reminder, At.AddMinutes(1)));
        var again = After(failed, Tick(At.AddMinutes(1))).OfType<MessageWanted>().Last();
        Assert.Equal(("email", "ask"), (again.Channel, again.Step));
        Assert.NotEqual(Wanted.MessageId, again.MessageId);
    }

    [Fact]
    public void A_failure_that_is_told_after_the_answer_changes_nothing_of_the_way() =>
        Given([.. After(Asked, Said("Ja", At.AddHours(1)))]).When(new EnrolmentCommand.Report(Wanted.MessageId, DeliveryState.Failed, "late", Reminder, At.AddHours(2)))
            .Then(new MessageReported("ask", Wanted.MessageId, "sms", DeliveryState.Failed, "late", At.AddHours(2)));

    [Fact]
    public void Where_no_channel_is_left_it_goes_on_otherwise_and_says_why()
    {
        var nowhere = Citizen with { Addresses = [Citizen.Addresses[0] with { OptedOut = ["sms"] }] };
        Given([Start]).When(Tick(At, nowhere)).Then(
            new ChannelPassed("ask", "sms", "contact-point.opted-out", "The citizen asked not to be written to on sms.", At),
            new ChannelPassed("ask", "email", "channel.no-contact-point", "The citizen has no address for email.", At),
            new StepEntered("nobody", "no-channel", At, At), new Finished("nobody", "unreachable", At));
    }

    [Fact]
    public void What_is_not_known_is_not_written_around() => Assert.Contains(
        After([Start with { Fields = [] }], Tick(At)), e => e is ChannelPassed { Rule: "placeholder.missing", Channel: "sms" });

    [Fact]
    public void A_message_at_night_waits_for_the_morning_and_an_answer_does_not()
    {
        var night = At.AddHours(10);
        Assert.Equal(At.Date.AddDays(1).AddHours(8), After([Start], Tick(night)).OfType<MessageHeld>().Single().Until.UtcDateTime);
        Assert.Contains(After(After(Asked, Said("Ja", night)), Tick(night)), e => e is MessageWanted { Step: "thank" });
    }

    // Wait.
    [Theory]
    [InlineData("Ja", "choice", "thank")]
    [InlineData(" yes! ", "choice", "thank")]
    [InlineData("Nein.", "choice", "clerk")]
    [InlineData("VERSCHIEBEN", "words", "clerk")]
    [InlineData("lieber am 14.3. bitte", "date", "moved")]
    [InlineData("wir kommen zu 3", "number", "thank")]
    public void An_answer_leads_where_it_says(string words, string kind, string step)
    {
        var events = After(Asked, Said(words, At.AddHours(1)));
        Assert.Equal(kind, events.OfType<Answered>().Single().Kind);
        Assert.Equal(step, events.OfType<StepEntered>().Last().Step);
    }

    [Fact]
    public void A_button_counts_by_the_message_it_was_offered_with()
    {
        var pressed = Wanted.Details!.Choices![0];
        Assert.Equal("thank", After(Asked, Said("", At.AddHours(1), pressed)).OfType<StepEntered>().Last().Step);
        var others = pressed with { Id = $"{DerivedId.From("another"):N}.yes" };
        Assert.IsType<HandedOver>(After(Asked, Said("hello", At.AddHours(1), others))[^1]);
    }

    [Fact]
    public void Anything_else_is_for_a_person() => Given(Asked).When(Said("Why do you ask?", At.AddHours(1))).Then(
        new Answered("wait", DerivedId.From("said"), "sms", "other", "desk", "Why do you ask?", At.AddHours(1)),
        new HandedOver("wait", null, null, "answer", At.AddHours(1)));

    [Fact]
    public void The_same_answer_twice_is_one() => Given([.. After(Asked, Said("Ja", At.AddHours(1)))]).When(Said("Ja", At.AddHours(1))).ThenNothing();

    [Fact]
    public void Silence_goes_on_with_the_next_channel_and_ends_when_there_is_none()
    {
        var second = After(Asked, Tick(At.AddDays(2)));
        Assert.Equal(("email", "ask"), second.OfType<MessageWanted>().Select(e => (e.Channel, e.Step)).Last());
        Assert.Equal("unreachable", After(second, Tick(At.AddDays(4))).OfType<Finished>().Single().Outcome);
    }

    [Fact]
    public void A_word_while_nothing_is_asked_stops_what_is_pending()
    {
        var delayed = Start with { DueAt = At.AddDays(1) };
        Given([delayed]).When(Said("I have a question", At)).Then(new Stopped("replied", "citizen", At));
    }

    // Hand over, finish.
    [Fact]
    public void A_person_is_called_in_once()
    {
        var over = After(After(Asked, Said("Nein", At.AddHours(1))), Tick(At.AddHours(1)));
        Assert.Equal(new HandedOver("clerk", "office", null, "answer", At.AddHours(1)), over[^1]);
        Given([.. over]).When(Tick(At.AddDays(9))).ThenNothing();
        Given([.. over]).When(Said("Hello?", At.AddDays(9), id: "later")).ThenNothing();
    }

    [Fact]
    public void After_the_thanks_it_is_finished()
    {
        var thanked = After(After(Asked, Said("Ja", At.AddHours(1))), Tick(At.AddHours(1)));
        Assert.Equal("confirmed", After(thanked, Tick(At.AddHours(1).AddSeconds(1))).OfType<Finished>().Single().Outcome);
    }

    // Called off.
    [Theory]
    [InlineData("opted-out")]
    [InlineData("agent")]
    [InlineData("campaign-cancelled")]
    public void Called_off_nothing_more_happens(string reason)
    {
        Given(Asked).When(new EnrolmentCommand.Stop(reason, "ben", At.AddHours(1))).Then(new Stopped(reason, "ben", At.AddHours(1)));
        OutreachEvent[] stopped = [.. Asked, new Stopped(reason, "ben", At.AddHours(1))];
        Given(stopped).When(Tick(At.AddDays(9))).ThenNothing();
        Given(stopped).When(Said("Ja", At.AddDays(9))).ThenNothing();
        Given(stopped).When(new EnrolmentCommand.Stop("agent", "ben", At.AddDays(9))).ThenNothing();
    }

    [Fact]
    public void Reports_come_in_any_order_and_only_go_forward()
    {
        var read = After(Asked, new EnrolmentCommand.Report(Wanted.MessageId, DeliveryState.Read, null, Reminder, At.AddMinutes(2)));
        Given([.. read]).When(new EnrolmentCommand.Report(Wanted.MessageId, DeliveryState.Delivered, null, Reminder, At.AddMinutes(3))).ThenNothing();
        Given([.. read]).When(new EnrolmentCommand.Report(Wanted.MessageId, DeliveryState.Failed, "late", Reminder, At.AddMinutes(3))).ThenNothing();
        Given(Asked).When(new EnrolmentCommand.Report(DerivedId.From("strange"), DeliveryState.Read, null, Reminder, At)).ThenNothing();
    }

    [Fact]
    public void Begun_twice_it_begins_once() => Given([Start]).When(
        new EnrolmentCommand.Begin(Id, 1, Reminder, Anna, Id, [], "ask", At, false, At)).ThenNothing();

    [Fact]
    public void Who_is_held_out_is_never_written_to_and_their_own_word_is_counted()
    {
        var heldOut = Start with { IsHeldOut = true };
        Given([heldOut]).When(Tick(At.AddDays(30))).ThenNothing();
        Given([heldOut]).When(Said("Hello", At.AddDays(1))).Then(new Finished("ask", "contacted", At.AddDays(1)));
    }

    private static Spec<EnrolmentCommand, OutreachEvent, EnrolmentState> Given(IReadOnlyList<OutreachEvent> events) => Spec.Of(OutreachWorkflow.Decider, events);

    /// <summary>The events given, and those of a command after them.</summary>
    private static IReadOnlyList<OutreachEvent> After(IReadOnlyList<OutreachEvent> events, EnrolmentCommand command) =>
        [.. events, .. OutreachWorkflow.Decide(command, events.Aggregate(EnrolmentState.Initial, OutreachWorkflow.Evolve)).Events];
}
