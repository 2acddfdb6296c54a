using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Contracts.Messages;
using Omnichannel.Conversations;
using Omnichannel.Testing;
using Xunit;
using static Omnichannel.Contracts.Events.ConversationEvent;

namespace Omnichannel.Unit.Conversations;

public sealed class CallPickupSpecs
{
    private static readonly Guid Citizen = DerivedId.From("citizen");
    private static readonly Guid Phone = DerivedId.From("phone");
    private static readonly ContactPoint Anna = new("phone", "+447946000001");
    private static readonly Guid Call = CallHeard.IdOf("twilio", "CA1");
    private static readonly Guid First = DerivedId.From("first");
    private static readonly Guid Second = DerivedId.From("second");
    private static readonly DateTimeOffset At = Moment.Noon;
    private static readonly CallQueued Queued = new(Call, "queued-3", "service", At) { Place = "menu=city" };
    private static readonly ConversationEvent[] Waiting =
    [
        new Opened(Citizen, 1, "voice", At),
        new CallStarted(Call, "rang", CallDirection.Inbound, Phone, Anna, "+15550100", "twilio", "CA1", At),
        Queued,
    ];

    private static readonly CallTaken ByBen = new(Call, First, "+4930111", "ben", At);
    private static readonly CallbackRequested Wish = new(Call, "callback-4", Phone, "service", At.AddMinutes(5)) { Since = At };
    private static readonly CallbackTaken BackByBen = new(Call, First, "+4930111", "ben", At);

    [Fact]
    public void A_call_that_waits_is_taken() => Given().When(Take(First, "ben")).Then(ByBen);

    [Fact]
    public void Of_two_agents_one_gets_it() => Given(ByBen).When(Take(Second, "clara")).ThenRefused("call.taken");

    [Fact]
    public void Pressing_twice_takes_once() => Given(ByBen).When(Take(Second, "ben")).ThenNothing();

    [Fact]
    public void A_call_that_never_waited_or_waits_no_more_cannot_be_taken()
    {
        Spec.Of(ConversationDecider.Decider, Waiting[..2]).When(Take(First, "ben")).ThenRefused("call.not-waiting");
        Given(new CallLeftQueue(Call, "left-queue-3", "service", "bridged", 4, At)).When(Take(First, "ben")).ThenRefused("call.not-waiting");
        Given(new CallEnded(Call, "status-1-completed", "completed", 4, null, null, At)).When(Take(First, "ben")).ThenRefused("call.not-waiting");
        Given(ByBen, new CallLegProgressed(Call, "leg", "CA2", "in-progress", 2, false, null, At)).When(Take(Second, "clara")).ThenRefused("call.not-waiting");
        Spec.Of(ConversationDecider.Decider, Waiting[..1]).When(Take(First, "ben")).ThenRefused("call.missing");
    }

    [Fact]
    public void Whoever_does_not_answer_leaves_the_call_to_others_at_its_old_turn()
    {
        var failed = new CallTakeFailed(Call, "take-failed", First, "agent.no-answer", At.AddSeconds(20));
        Given(ByBen, new CallLeftQueue(Call, "left-queue-3", "service", "redirected", 60, At))
            .When(Hear("take-failed", new CallFact { Taken = new PickupOutcome(First, "agent.no-answer") }, At.AddSeconds(20))).Then(failed);
        Given(ByBen, failed).When(Hear("queued-4", new CallFact { Queued = new CallWait("service", null, null) { Place = "menu=city" } }, At.AddSeconds(21)))
            .Then(new CallQueued(Call, "queued-4", "service", At.AddSeconds(21)) { Place = "menu=city", Since = At });
        Given(ByBen, failed).When(Take(Second, "clara")).Then(new CallTaken(Call, Second, "+4930111", "clara", At));
    }

    [Fact]
    public void What_is_told_of_a_taking_that_is_over_changes_nothing() =>
        Given(ByBen with { TakeId = Second }).When(Hear("take-failed", new CallFact { Taken = new PickupOutcome(First, "agent.no-answer") }, At)).ThenNothing();

    [Fact]
    public void A_taking_that_nothing_came_of_bars_nobody_for_ever() =>
        Given(ByBen).When(Take(Second, "clara") with { At = At + CallPickupDecider.PickupTimeout })
            .Then(new CallTaken(Call, Second, "+4930111", "clara", At + CallPickupDecider.PickupTimeout));

    [Fact]
    public void A_wish_to_be_called_back_keeps_the_turn_of_the_call() =>
        Given().When(Hear("callback-4", new CallFact { CallbackWanted = new CallWait("service", null, 300) }, At.AddMinutes(5))).Then(Wish);

    [Fact]
    public void A_call_back_is_one_agents_and_done_once()
    {
        Given(Wish).When(Back(First, "ben")).Then(BackByBen);
        Given(Wish, BackByBen).When(Back(Second, "ben")).ThenNothing();
        Given(Wish, BackByBen).When(Back(Second, "clara")).ThenRefused("callback.taken");
        var fulfilled = new CallbackFulfilled(Call, "connected", First, At);
        Given(Wish, BackByBen).When(Hear("connected", new CallFact { Taken = new PickupOutcome(First, null) }, At)).Then(fulfilled);
        Given(Wish, BackByBen, fulfilled).When(Back(Second, "clara")).ThenRefused("callback.not-wanted");
        Given(Wish, BackByBen, fulfilled).When(Hear("ended", new CallFact { Taken = new PickupOutcome(First, "agent.no-answer") }, At)).ThenNothing();
        Given().When(Back(First, "ben")).ThenRefused("callback.not-wanted");
    }

    [Fact]
    public void A_citizen_who_was_not_reached_still_waits_to_be_called_back()
    {
        var failed = new CallTakeFailed(Call, "failed", First, "recipient.busy", At);
        Given(Wish, BackByBen).When(Hear("failed", new CallFact { Taken = new PickupOutcome(First, "recipient.busy") }, At)).Then(failed);
        Given(Wish, BackByBen, failed).When(Back(Second, "clara")).Then(new CallbackTaken(Call, Second, "+4930111", "clara", At));
    }

    [Fact]
    public void Closing_the_conversation_ends_the_wish() =>
        Given(Wish).When(new ConversationCommand.Close(null, "ben", At)).Then(new CallbackDropped(Call, "ben", At), new Closed(null, "ben", At));

    [Fact]
    public void An_order_goes_out_while_it_is_still_wanted()
    {
        var id = DerivedId.From("conversation");
        var state = Waiting.Append(ByBen).Aggregate(ConversationState.Initial, ConversationDecider.Evolve);
        Assert.Equal(new ConnectCall(First, id, "twilio", "CA1", "service", "menu=city", "+15550100", "+4930111", At), CallDispatch.OrderOf(id, ByBen, state));
        var ended = ConversationDecider.Evolve(state, new CallEnded(Call, "end", "completed", 4, null, null, At));
        Assert.Null(CallDispatch.OrderOf(id, ByBen, ended));
        var back = ConversationDecider.Evolve(ConversationDecider.Evolve(ended, Wish), BackByBen);
        Assert.Equal(new PlaceCallback(First, id, "twilio", "CA1", Anna, "+15550100", "+4930111", At), CallDispatch.OrderOf(id, BackByBen, back));
    }

    [Theory]
    [InlineData("+49 30 1234567", "+49301234567")]
    [InlineData("0049 (30) 123-4567", "+49301234567")]
    [InlineData(" sip:ben@pbx.example.org ", "sip:ben@pbx.example.org")]
    [InlineData("030 1234567", "+49301234567")]
    [InlineData("tel:+49301234567", "+49301234567")]
    [InlineData("115", null)]
    [InlineData("+49 30 1234567 ext. 12", null)]
    [InlineData("sip:ben@pbx.example.org?Header=x", null)]
    [InlineData(null, null)]
    public void A_phone_is_a_number_or_a_sip_address(string? text, string? read) => Assert.Equal(read, AgentPhone.Read(text, "DE"));

    private static Spec<ConversationCommand, ConversationEvent, ConversationState> Given(params ConversationEvent[] more) =>
        Spec.Of(ConversationDecider.Decider, [.. Waiting, .. more]);

    private static ConversationCommand.PickUpCall Take(Guid id, string agent) => new(Call, id, "+4930111", agent, At);

    private static ConversationCommand.CallBack Back(Guid id, string agent) => new(Call, id, "+4930111", agent, At);

    private static ConversationCommand.RecordCallEvent Hear(string factId, CallFact fact, DateTimeOffset at) =>
        new(Citizen, 1, Phone, Anna, "+15550100", "twilio", "CA1", CallDirection.Inbound, factId, fact, at);
}
