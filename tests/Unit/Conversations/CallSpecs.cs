using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Contracts.Messages;
using Omnichannel.Conversations;
using Omnichannel.Testing;
using Xunit;
using static Omnichannel.Contracts.Events.ConversationEvent;

namespace Omnichannel.Unit.Conversations;

public sealed class CallSpecs
{
    private static readonly Guid Citizen = DerivedId.From("citizen");
    private static readonly Guid Phone = DerivedId.From("phone");
    private static readonly ContactPoint Anna = new("phone", "+447946000001");
    private static readonly Guid Call = CallHeard.IdOf("twilio", "CA1");
    private static readonly DateTimeOffset At = Moment.Noon;
    private static readonly Opened Opened = new(Citizen, 1, "voice", At);
    private static readonly CallStarted Started = new(Call, "rang", CallDirection.Inbound, Phone, Anna, "+15550100", "twilio", "CA1", At);

    [Fact]
    public void A_call_that_rings_opens_the_conversation() =>
        Spec.Of(ConversationDecider.Decider).When(Hear("rang", new CallFact { Rang = new CallRing(null, null, null, null) })).Then(Opened, Started);

    [Fact]
    public void A_call_in_an_open_conversation_is_part_of_it() =>
        Spec.Of(ConversationDecider.Decider, [Opened with { Channel = "sms" }]).When(Hear("rang", new CallFact { Rang = new CallRing(null, null, null, null) })).Then(Started);

    [Fact]
    public void A_report_that_comes_again_is_silent() =>
        Spec.Of(ConversationDecider.Decider, Opened, Started, Progress("status-1-ringing", "ringing", 1, false)).When(Status("ringing", 1)).ThenNothing();

    [Fact]
    public void Whatever_comes_first_begins_the_call() =>
        Spec.Of(ConversationDecider.Decider, [Opened]).When(Status("in-progress", 2)).Then(Started with { FactId = "began" }, Progress("status-2-in-progress", "in-progress", 2, false));

    [Fact]
    public void A_ring_after_the_beginning_adds_nothing() =>
        Spec.Of(ConversationDecider.Decider, Opened, Started with { FactId = "began" }).When(Hear("rang", new CallFact { Rang = new CallRing(null, null, null, null) })).ThenNothing();

    [Fact]
    public void A_report_that_was_overtaken_says_so() =>
        Spec.Of(ConversationDecider.Decider, Opened, Started, Progress("status-2-in-progress", "in-progress", 2, false))
            .When(Status("ringing", 1)).Then(Progress("status-1-ringing", "ringing", 1, true));

    [Fact]
    public void After_the_end_every_report_is_late() =>
        Spec.Of(ConversationDecider.Decider, Opened, Started, new CallEnded(Call, "status-3-completed", "completed", 42, null, null, At))
            .When(Status("in-progress", 4)).Then(Progress("status-4-in-progress", "in-progress", 4, true));

    [Fact]
    public void A_call_is_recorded_also_in_a_conversation_that_was_closed_meanwhile() =>
        Spec.Of(ConversationDecider.Decider, Opened, Started, new Closed(null, "agent", At))
            .When(Hear("status-3-completed", new CallFact { Progressed = new CallProgress("completed", 3, 42, null, null) }))
            .Then(new CallEnded(Call, "status-3-completed", "completed", 42, null, null, At));

    [Fact]
    public void A_voicemail_is_a_message_once_however_often_it_is_told()
    {
        var message = MessageHeard.IdOf("voice", "twilio", "RE1");
        var recorded = new CallRecorded(Call, "recording-RE1-recorded", "RE1", message, "recorded", 17, At);
        var received = new MessageReceived(
            message, Phone, Anna, "+15550100", "voice", "twilio", "RE1", "", [new Attachment("voicemail.mp3", "audio/mpeg", "https://a/RE1", null)], null, null, At)
        { Details = new MessageDetails { Kind = "voicemail" } };
        var first = Hear("recording-RE1-recorded", new CallFact { Recorded = new CallRecording("RE1", "recorded", "https://a/RE1", 17) });
        Spec.Of(ConversationDecider.Decider, Opened, Started).When(first).Then(recorded, received);
        var second = Hear("recording-RE1-completed", new CallFact { Recorded = new CallRecording("RE1", "completed", "https://a/RE1", 17) });
        Spec.Of(ConversationDecider.Decider, Opened, Started, recorded, received).When(second)
            .Then(recorded with { FactId = "recording-RE1-completed", Status = "completed" });
    }

    [Fact]
    public void A_caller_who_wrote_before_is_still_answered_in_writing()
    {
        ConversationEvent[] given =
        [
            Opened with { Channel = "sms" },
            new MessageReceived(DerivedId.From("m"), Phone, Anna, "+15550100", "sms", "twilio", "SM1", "hello", [], null, null, At),
            Started,
        ];
        var state = given.Aggregate(ConversationState.Initial, ConversationDecider.Evolve);
        Assert.Equal("sms", state.Participants[Phone].Channel);
        Assert.Contains("voice", state.Participants[Phone].Channels.Keys);
    }

    [Fact]
    public void A_report_before_its_call_is_known_is_kept_once_and_the_first_link_stands()
    {
        var fact = new CallFact { Recorded = new CallRecording("RE1", "completed", "https://a", 1) };
        var kept = new CallEvent.FactKept("f", fact, At);
        var linked = new CallEvent.Linked("twilio", "CA1", Citizen, 1, Phone, Anna, At);
        Spec.Of(CallLinkDecider.Decider).When(new CallLinkCommand.Keep("f", fact, At)).Then(kept);
        Spec.Of(CallLinkDecider.Decider, [kept]).When(new CallLinkCommand.Keep("f", fact, At)).ThenNothing();
        Spec.Of(CallLinkDecider.Decider, [kept]).When(new CallLinkCommand.Link("twilio", "CA1", Citizen, 1, Phone, Anna, At)).Then(linked);
        Spec.Of(CallLinkDecider.Decider, kept, linked).When(new CallLinkCommand.Link("twilio", "CA1", Citizen, 2, Phone, Anna, At)).ThenNothing();
    }

    private static ConversationCommand.RecordCallEvent Status(string status, int sequence) =>
        Hear($"status-{sequence}-{status}", new CallFact { Progressed = new CallProgress(status, sequence, null, null, null) });

    private static ConversationCommand.RecordCallEvent Hear(string factId, CallFact fact) =>
        new(Citizen, 1, Phone, Anna, "+15550100", "twilio", "CA1", CallDirection.Inbound, factId, fact, At);

    private static CallProgressed Progress(string factId, string status, int sequence, bool isLate) =>
        new(Call, factId, status, sequence, isLate, null, At);
}
