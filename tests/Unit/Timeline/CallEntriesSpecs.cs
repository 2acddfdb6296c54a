using Omnichannel.Contracts;
using Omnichannel.EventSourcing;
using Omnichannel.Testing;
using Omnichannel.Timeline;
using Xunit;
using static Omnichannel.Contracts.Events.ConversationEvent;
using static Omnichannel.Timeline.TimelineProjection;

namespace Omnichannel.Unit.Timeline;

/// <summary>Calls on the timeline.</summary>
public sealed class CallEntriesSpecs
{
    private static readonly Guid Phone = DerivedId.From("phone");
    private static readonly Guid Call = DerivedId.From("call");
    private static readonly Guid Take = DerivedId.From("take");
    private static readonly Guid Voicemail = DerivedId.From("voicemail");
    private static readonly StreamName Stream = new("conversation", DerivedId.From("conversation"));
    private static readonly ContactPoint Anna = new("phone", "+447946000001");
    private static readonly DateTimeOffset Noon = Moment.Noon;
    private static readonly CallTranscribed Transcribed = new(Call, "t", "RE1", Voicemail, "my bin", Noon);

    [Theory]
    [InlineData(CallDirection.Inbound, "call-received", "ringing")]
    [InlineData(CallDirection.Outbound, "call-made", "initiated")]
    public void A_call_is_one_entry_from_its_start(CallDirection direction, string kind, string status) => Given(Start(direction) with { CallerName = "ANNA A" })
        .ThenRows(
            Entries,
            new TableRow(
                Call.ToString(), ("owner", Stream.Id), ("position", 1), ("changed", 1), ("at", Noon), ("kind", kind), ("conversation_id", Stream.Id), ("channel", "voice"), ("text", null),
                ("call_status", status)))
        .ThenNowhere("ANNA A", Anna.Address);

    [Fact]
    public void Its_entry_tells_how_it_goes_and_how_it_ended()
    {
        Rung(Progress("in-progress", isLate: false)).ThenRows(Entries, Rings(("call_status", "in-progress"), ("changed", 2)));
        Rung(Progress("in-progress", isLate: true)).ThenRows(Entries, Rings(("call_status", "ringing"), ("changed", 1)));
        Rung(new CallEnded(Call, "over", "completed", 60, null, null, Noon)).ThenRows(Entries, Rings(("call_status", "completed"), ("seconds", 60), ("changed", 2)));
        Rung(new CallEnded(Call, "over", "no-answer", null, null, null, Noon)).ThenRows(Entries, Rings(("call_status", "no-answer"), ("seconds", null)));
    }

    [Fact]
    public void A_choice_that_the_menu_knows_is_an_entry()
    {
        Rung(Chose("waste", "Waste and bins")).ThenRows(Entries, Rings(), Step("call-choice-made", "Waste and bins"));
        Rung(Chose("waste", null)).ThenRows(Entries, Rings(), Step("call-choice-made", "waste"));
        Rung(Chose(null, null)).ThenRows(Entries, Rings());
    }

    [Fact]
    public void Waiting_is_an_entry_and_how_it_ended_another_unless_an_agent_took_the_call()
    {
        Rung(new CallQueued(Call, "queued", "waste", Noon)).ThenRows(Entries, Rings(), Step("call-queued", "waste"));
        Rung(Left("hangup")).ThenRows(Entries, Rings(), Step("call-left-queue", "hangup", ("seconds", 12)));
        Rung(Left("redirected")).ThenRows(Entries, Rings());
    }

    [Fact]
    public void What_agents_do_is_told_with_their_names()
    {
        Rung(new CallTaken(Call, Take, "sip:ben@city.example", "ben", Noon)).ThenRows(Entries, Rings(), By("call-taken", "ben")).ThenNowhere("sip:");
        Rung(new CallTakeFailed(Call, "failed", Take, "agent.no-answer", Noon)).ThenRows(Entries, Rings(), Step("call-take-failed", "agent.no-answer"));
        Rung(new CallbackTaken(Call, Take, "sip:ben@city.example", "ben", Noon)).ThenRows(Entries, Rings(), By("callback-taken", "ben")).ThenNowhere("sip:");
        Rung(new CallbackDropped(Call, "ben", Noon)).ThenRows(Entries, Rings(), By("callback-dropped", "ben"));
    }

    [Fact]
    public void A_wish_to_be_called_back_is_an_entry_and_so_is_its_end()
    {
        Rung(new CallbackRequested(Call, "wish", Phone, "waste", Noon)).ThenRows(Entries, Rings(), Step("callback-requested", "waste"));
        Rung(new CallbackFulfilled(Call, "answered", Take, Noon)).ThenRows(Entries, Rings(), Step("callback-fulfilled", null));
    }

    [Fact]
    public void What_was_understood_of_a_recording_stands_with_it_in_whatever_order_they_come()
    {
        // Without a position it is not shown.
        Given(Transcribed).ThenRows(Entries, new TableRow(Voicemail.ToString(), ("owner", Stream.Id), ("transcript", "my bin"), ("position", null), ("kind", null)));
        Given(Transcribed, Recording).ThenRows(Entries, new TableRow(Voicemail.ToString(), ("kind", "message-received"), ("transcript", "my bin"), ("position", 2), ("changed", 2)));
        Given(Recording, Transcribed).ThenRows(Entries, new TableRow(Voicemail.ToString(), ("kind", "message-received"), ("transcript", "my bin"), ("position", 1), ("changed", 2)));
    }

    [Fact]
    public void Legs_and_recordings_are_no_entries_of_their_own() =>
        Rung(new CallLegProgressed(Call, "leg", "CA2", "in-progress", 1, false, null, Noon), new CallRecorded(Call, "rec", "RE1", Voicemail, "completed", 8, Noon)).ThenRows(Entries, Rings());

    private static readonly MessageReceived Recording = new(Voicemail, Phone, Anna, "+15550100", "voice", "twilio", "RE1", "", [], null, null, Noon);

    private static TableRow Rings(params (string, object?)[] columns) => new(Call.ToString(), [("kind", "call-received"), ("position", 1), .. columns]);

    private static TableRow Step(string kind, string? text, params (string, object?)[] columns) => new(
        ProjectionSpec.EventAt(2).ToString(),
        [("kind", kind), ("text", text), ("author", null), ("owner", Stream.Id), ("conversation_id", Stream.Id), ("channel", "voice"), ("position", 2), ("at", Noon), .. columns]);

    private static TableRow By(string kind, string author) =>
        new(ProjectionSpec.EventAt(2).ToString(), ("kind", kind), ("text", null), ("author", author), ("channel", "voice"), ("position", 2));

    private static ProjectionSpec Rung(params object[] events) => Given([Start(CallDirection.Inbound), .. events]);

    private static ProjectionSpec Given(params object[] events) => ProjectionSpec.Of(new TimelineProjection()).Given(Stream, events);

    private static CallStarted Start(CallDirection direction) => new(Call, "rang", direction, Phone, Anna, "+15550100", "twilio", "CA1", Noon);

    private static CallProgressed Progress(string status, bool isLate) => new(Call, "progress", status, 1, isLate, null, Noon);

    private static CallChoiceMade Chose(string? target, string? title) => new(Call, "chosen", "main", "start", target, title, "1", null, null, Noon);

    private static CallLeftQueue Left(string result) => new(Call, "left", "waste", result, 12, Noon);
}
