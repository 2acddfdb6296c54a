using Omnichannel.Channels.Voice;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Testing;
using Xunit;
using static Omnichannel.Unit.Channels.Voice.VoiceBench;

namespace Omnichannel.Unit.Channels.Voice;

/// <summary>Agents take calls, and call back.</summary>
public sealed class AgentStepTests
{
    private const string Place = "menu=city&at=service&lang=de-DE&try=0&step=5";
    private static readonly Guid TakeId = DerivedId.From("take");
    private static readonly Guid Conversation = DerivedId.From("conversation");
    private static readonly CallbackContext Errand = new(TakeId, Conversation, "CA1", new ContactPoint("phone", "+447946000001"));
    private readonly VoiceBench _bench = new();

    [Theory]
    [InlineData("+4930111", "Number")]
    [InlineData("sip:ben@pbx.example.org", "Sip")]
    public void Who_takes_a_call_is_rung_up_and_the_talk_ends_the_call(string phone, string noun)
    {
        var ring = _bench.Follow(Url(phone));
        Assert.Equal(phone, Verbs(ring).Descendants(noun).Single().Value);
        Assert.Empty(ring.Heard);
        var done = _bench.Follow(Address(ring, "Dial"), ("DialCallStatus", "completed"), ("DialCallSid", "CA2"), ("DialCallDuration", "60"));
        Assert.Equal(new CallLeg("CA2", "completed", null, 60), Fact(done).Leg);
        Assert.Equal("Auf Wiederhören.", Spoken(done));
    }

    [Theory]
    [InlineData("no-answer", "agent.no-answer")]
    [InlineData("busy", "agent.busy")]
    [InlineData("failed", "agent.unreachable")]
    public void Whom_no_agent_answers_waits_again_in_the_same_queue_and_is_told_no_false_place(string status, string problem)
    {
        var back = _bench.Follow(Address(_bench.Follow(Url("+4930111")), "Dial"), ("DialCallStatus", status), ("DialCallSid", "CA2"));
        var facts = back.Heard.Cast<CallHeard>().Select(heard => heard.Fact).ToList();
        Assert.Equal(new PickupOutcome(TakeId, problem), facts[1].Taken);
        Assert.Equal("service", facts[2].Queued!.Queue);
        Assert.Equal("service", Verbs(back).Element("Enqueue")!.Value);
        Assert.Equal("Einen Moment bitte.", Spoken(back));
        var wait = _bench.Follow(Address(back, "Enqueue", "waitUrl"), ("QueuePosition", "7"), ("QueueTime", "0"));
        Assert.DoesNotContain("7", Spoken(wait), StringComparison.Ordinal);
        Assert.NotEqual(Place, facts[2].Queued!.Place);
    }

    [Fact]
    public void A_call_that_left_its_queue_for_an_agent_goes_on_there()
    {
        var left = _bench.Take("queue", $"?{Place}", Form(("QueueResult", "redirected"), ("QueueTime", "60")));
        Assert.Equal("redirected", Fact(left).LeftQueue!.Result);
        Assert.Empty(Verbs(left).Elements());
    }

    [Fact]
    public void Waiting_tells_where_in_the_menu_it_is() =>
        Assert.Equal(Place, Fact(_bench.Take("wait", $"?{Place}", Form(("QueuePosition", "1")))).Queued!.Place);

    [Fact]
    public void A_withheld_number_is_not_shown_to_the_agent() =>
        Assert.Equal("+15550100", Address(_bench.Follow(Url("+4930111"), ("From", "anonymous")), "Dial", "callerId"));

    [Fact]
    public void A_call_back_rings_the_citizen_once_the_agent_presses_the_key()
    {
        var asked = Agent("call-back");
        Assert.Empty(asked.Heard);
        var ring = Agent(asked, ("Digits", "1"));
        var call = (CallHeard)Assert.Single(ring.Heard);
        Assert.Equal(("CA9", CallDirection.Outbound, Errand.Citizen, Conversation), (call.ProviderCallId, call.Direction, call.Citizen, call.ConversationId));
        Assert.Equal("+447946000001", Verbs(ring).Descendants("Number").Single().Value);
        Assert.Equal("+15550100", Address(ring, "Dial", "callerId"));

        var answered = _bench.Follow(
            Verbs(ring).Descendants("Number").Single().Attribute("statusCallback")!.Value, ("CallSid", "CA10"), ("ParentCallSid", "CA9"),
            ("Direction", "outbound-dial"), ("From", "+15550100"), ("To", "+447946000001"), ("CallStatus", "in-progress"), ("SequenceNumber", "2"));
        Assert.Equal("in-progress", ((CallHeard)answered.Heard[0]).Fact.Progressed!.Status);
        Assert.Equal(("CA1", new PickupOutcome(TakeId, null)), (((CallHeard)answered.Heard[1]).ProviderCallId, ((CallHeard)answered.Heard[1]).Fact.Taken));
        Assert.Equal(new PickupOutcome(TakeId, null), Fact(Agent(ring, "Dial", ("DialCallStatus", "completed"))).Taken);
    }

    [Fact]
    public void A_machine_that_answers_for_the_agent_is_never_put_through()
    {
        var turn = Agent("call-back");
        for (var tries = 0; Verbs(turn).Element("Gather") is not null; tries++)
        {
            Assert.True(tries < 5);
            turn = Agent(turn, ("Digits", ""));
        }

        Assert.NotNull(Verbs(turn).Element("Hangup"));
        Assert.Empty(Verbs(turn).Elements("Dial"));
        Assert.Equal(new PickupOutcome(TakeId, "agent.no-answer"), Fact(Agent("call-back-status", ("CallStatus", "completed"))).Taken);
    }

    [Theory]
    [InlineData("busy", "recipient.busy")]
    [InlineData("no-answer", "recipient.no-answer")]
    public void A_citizen_who_is_not_reached_is_told_of(string status, string problem) =>
        Assert.Equal(new PickupOutcome(TakeId, problem), Fact(Agent("called-back", ("DialCallStatus", status))).Taken);

    private static string Url(string phone) =>
        DialAgent.UrlFor(new ConnectCall(TakeId, Conversation, "twilio", "CA1", "service", Place, "+15550100", phone, Moment.Noon), VoiceBench.Options);

    private CallTurn Agent(string route, params (string, string)[] fields) => Agent(new Uri(Errand.Url(VoiceBench.Options, route)), fields);

    private CallTurn Agent(CallTurn turn, params (string, string)[] fields) => Agent(turn, "Gather", fields);

    private CallTurn Agent(CallTurn turn, string verb, params (string, string)[] fields) => Agent(new Uri(Address(turn, verb)), fields);

    private CallTurn Agent(Uri url, params (string, string)[] fields) => _bench.Follow(
        url.OriginalString, [("CallSid", "CA9"), ("Direction", "outbound-api"), ("From", "+15550100"), ("To", "+4930111"), .. fields]);
}
