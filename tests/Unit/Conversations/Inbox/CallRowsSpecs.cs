using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Conversations;
using Omnichannel.EventSourcing;
using Omnichannel.Testing;
using Xunit;
using static Omnichannel.Contracts.Events.ConversationEvent;

namespace Omnichannel.Unit.Conversations;

/// <summary>The desk's rows of calls, as the inbox's projection makes them.</summary>
public sealed class CallRowsSpecs
{
    private static readonly Guid Phone = DerivedId.From("phone");
    private static readonly Guid Take = DerivedId.From("take");
    private static readonly StreamName Stream = new("conversation", DerivedId.From("conversation"));
    private static readonly ContactPoint Anna = new("phone", "+447946000001");
    internal static readonly Guid Call = CallHeard.IdOf("twilio", "CA1");
    private static readonly DateTimeOffset At = Moment.Noon;
    private static readonly CallQueued Queued = new(Call, "queued", "waste", At);
    private static readonly CallTaken Taken = new(Call, Take, "sip:ben@city.example", "ben", At);
    private static readonly CallbackRequested Wish = new(Call, "wish", Phone, "waste", At);
    private static readonly CallbackTaken CallsBack = new(Call, Take, "sip:ben@city.example", "ben", At);

    [Fact]
    public void A_call_rings_and_is_the_last_thing_heard() => Given(Start(CallDirection.Inbound) with { CallerName = "ANNA A" })
        .ThenCall(
            ("conversation_id", Stream.Id), ("direction", "inbound"), ("contact_kind", "phone"), ("contact_address", Anna.Address), ("caller_name", "ANNA A"),
            ("ours", "+15550100"), ("status", "ringing"), ("started_at", At), ("changed", 1))
        .ThenRow(
            InboxProjection.Conversations, Stream.Id, ("contact_kind", "phone"), ("contact_address", Anna.Address), ("channel", "voice"), ("last_direction", "inbound"),
            ("last_at", At), ("last_text", null), ("changed", 1));

    [Fact]
    public void A_call_of_ours_says_nothing_of_where_the_citizen_wrote_last() => Given(Start(CallDirection.Outbound))
        .ThenCall(("direction", "outbound"), ("status", "initiated"))
        .ThenRow(InboxProjection.Conversations, Stream.Id, ("channel", null), ("last_direction", null), ("last_at", null), ("changed", 1));

    [Fact]
    public void A_late_report_changes_nothing_but_that_something_came()
    {
        Rung(Progress("in-progress", isLate: false)).ThenCall(("status", "in-progress"), ("changed", 2));
        Rung(Progress("in-progress", isLate: true)).ThenCall(("status", "ringing"), ("changed", 1)).ThenRow(InboxProjection.Conversations, Stream.Id, ("changed", 2));
    }

    [Theory]
    [InlineData("waste", "Waste and bins", "Waste and bins")]
    [InlineData("waste", null, "waste")]
    [InlineData(null, null, null)]
    public void What_was_chosen_is_named_where_the_menu_knows_it(string? target, string? title, string? choice) =>
        Rung(new CallChoiceMade(Call, "chosen", "main", "start", target, title, "1", null, null, At)).ThenCall(("choice", choice));

    [Fact]
    public void Who_waits_stands_in_the_queue_since_they_first_did()
    {
        Rung(Queued).ThenCall(("queue", "waste"), ("joined_at", At), ("status", "in-progress"), ("taken_by", null));
        Rung(Queued with { Since = At.AddMinutes(-5) }).ThenCall(("joined_at", At.AddMinutes(-5)));
    }

    [Fact]
    public void Who_leaves_the_queue_is_nobodys_but_who_is_connected_waits_until_the_agent_answers()
    {
        Rung(Queued, Taken, Left("hangup")).ThenCall(("queue", null), ("taken_by", null));
        Rung(Queued, Taken, Left("redirected")).ThenCall(("queue", "waste"), ("taken_by", "ben"));
        Rung(Queued, Taken, Left("redirected"), Leg("ringing", isLate: false)).ThenCall(("queue", "waste"));
        Rung(Queued, Taken, Left("redirected"), Leg("in-progress", isLate: true)).ThenCall(("queue", "waste"));
        Rung(Queued, Taken, Left("redirected"), Leg("in-progress", isLate: false)).ThenCall(("queue", null), ("taken_by", "ben"));
        Rung(Queued, Taken, Left("redirected"), Leg("completed", isLate: false)).ThenCall(("queue", null));
    }

    [Fact]
    public void An_agent_who_was_not_reached_leaves_the_reason_until_the_next_takes_it()
    {
        Rung(Queued, Taken, Failed).ThenCall(("queue", "waste"), ("taken_by", null), ("take_problem", "agent.no-answer"));
        Rung(Queued, Taken, Failed, Taken with { Author = "carla" }).ThenCall(("taken_by", "carla"), ("take_problem", null));
    }

    [Fact]
    public void A_wish_to_be_called_back_waits_with_its_turn()
    {
        Rung(Wish).ThenCall(("wants_callback", true), ("callback_queue", "waste"), ("joined_at", At));
        Rung(Wish with { Since = At.AddMinutes(-5) }).ThenCall(("joined_at", At.AddMinutes(-5)));
    }

    [Fact]
    public void A_wish_is_open_until_it_is_fulfilled_or_dropped()
    {
        Rung(Wish, Failed, CallsBack).ThenCall(("wants_callback", true), ("taken_by", "ben"), ("take_problem", null));
        Rung(Wish, CallsBack, new CallbackFulfilled(Call, "answered", Take, At.AddHours(1)))
            .ThenCall(("wants_callback", false), ("called_back_at", At.AddHours(1)), ("taken_by", null));
        Rung(Wish, CallsBack, Failed, new CallbackDropped(Call, "ben", At))
            .ThenCall(("wants_callback", false), ("called_back_at", null), ("taken_by", null), ("take_problem", null));
    }

    [Fact]
    public void A_call_that_ended_waits_no_more() => Rung(Queued, new CallEnded(Call, "over", "completed", 60, null, null, At.AddMinutes(1)))
        .ThenCall(("status", "completed"), ("queue", null), ("ended_at", At.AddMinutes(1)));

    private static readonly CallTakeFailed Failed = new(Call, "failed", Take, "agent.no-answer", At);

    private static ProjectionSpec Rung(params object[] events) => Given([Start(CallDirection.Inbound), .. events]);

    private static ProjectionSpec Given(params object[] events) => ProjectionSpec.Of(new InboxProjection()).Given(Stream, events);

    private static CallStarted Start(CallDirection direction) => new(Call, "rang", direction, Phone, Anna, "+15550100", "twilio", "CA1", At);

    private static CallProgressed Progress(string status, bool isLate) => new(Call, "progress", status, 1, isLate, null, At);

    private static CallLeftQueue Left(string result) => new(Call, "left", "waste", result, 12, At);

    private static CallLegProgressed Leg(string status, bool isLate) => new(Call, $"leg-{status}", "CA2", status, 1, isLate, null, At);
}

file static class CallRowsSpec
{
    /// <summary>There is one call, so that its row need not be named.</summary>
    public static ProjectionSpec ThenCall(this ProjectionSpec spec, params (string, object?)[] columns) =>
        spec.ThenRows(CallRows.Calls, new TableRow(CallRowsSpecs.Call.ToString(), columns));
}
