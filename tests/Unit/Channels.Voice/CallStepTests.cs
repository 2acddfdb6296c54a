using Omnichannel.Channels.Voice;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Xunit;
using static Omnichannel.Unit.Channels.Voice.VoiceBench;

namespace Omnichannel.Unit.Channels.Voice;

public sealed class CallStepTests
{
    /// <summary>A Wednesday morning in the default menu's office.</summary>
    private static readonly DateTimeOffset Open = new(2026, 11, 18, 9, 0, 0, TimeSpan.Zero);

    private readonly VoiceBench _bench = new();

    [Fact]
    public void A_call_is_greeted_and_asked()
    {
        var turn = _bench.Take("", "", Form(("CallStatus", "ringing"), ("CallerName", "DOE JANE")));
        Assert.StartsWith("Welcome to the city's service line. For waste", Spoken(turn), StringComparison.Ordinal);
        var heard = Assert.IsType<CallHeard>(Assert.Single(turn.Heard));
        Assert.Equal((new ContactPoint("phone", "+447946000001"), "DOE JANE", "rang"), (heard.Citizen, heard.Fact.Rang!.CallerName, heard.FactId));
    }

    [Theory]
    [InlineData("Digits", "1")]
    [InlineData("SpeechResult", "My BIN was not collected, please!")]
    public void A_key_or_a_word_is_a_choice(string field, string value)
    {
        var turn = _bench.Follow(Asked(), (field, value));
        Assert.Equal(("waste", "waste and recycling"), (Fact(new CallTurn([turn.Heard[0]], null)).Chose!.Target, Fact(new CallTurn([turn.Heard[0]], null)).Chose!.Title));
        Assert.Contains("Bins are emptied", Spoken(turn), StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_of_a_word_is_no_choice() =>
        Assert.Null(Fact(_bench.Follow(Asked(), ("SpeechResult", "I have a cabin"))).Chose!.Target);

    [Fact]
    public void Another_language_is_spoken_from_its_choice_on()
    {
        var turn = _bench.Follow(Asked(), ("Digits", "9"));
        Assert.Contains("Willkommen", Spoken(turn), StringComparison.Ordinal);
        Assert.Equal("de-DE", Verbs(turn).Elements("Say").First().Attribute("language")!.Value);
        Assert.Contains("lang=de-DE", Address(turn, "Gather"), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_never_answers_is_asked_three_times_and_then_goes_on()
    {
        var action = Asked();
        for (var tries = 0; tries < 2; tries++)
        {
            var again = _bench.Follow(action, ("Digits", ""));
            Assert.Empty(again.Heard);
            action = Address(again, "Gather");
        }

        var last = _bench.Follow(action, ("Digits", ""));
        Assert.Empty(Verbs(last).Elements("Gather"));
    }

    [Fact]
    public void However_a_caller_goes_round_the_call_ends()
    {
        var action = Asked();
        for (var turns = 0; turns < MenuNavigator.MaxSteps; turns++)
        {
            var turn = _bench.Follow(action, ("Digits", turns % 2 == 0 ? "9" : "8"));
            if (Verbs(turn).Elements("Hangup").Any())
                return;
            action = Address(turn, "Gather");
        }

        Assert.Fail("The call never ended.");
    }

    [Fact]
    public void In_office_hours_a_caller_waits_and_out_of_them_leaves_a_message()
    {
        var place = new Uri(Asked());
        var open = _bench.Take("gather", place.Query, Form(("Digits", "0")), at: Open);
        Assert.Equal("service", Verbs(open).Element("Enqueue")!.Value);
        Assert.Equal("service", Assert.IsType<CallHeard>(open.Heard[^1]).Fact.Queued!.Queue);
        var closed = _bench.Take("gather", place.Query, Form(("Digits", "0")), at: Open.AddHours(12));
        Assert.Single(Verbs(closed).Elements("Record"));
        var holiday = _bench.Take("gather", place.Query, Form(("Digits", "0")), at: new DateTimeOffset(2026, 12, 24, 10, 0, 0, TimeSpan.Zero));
        Assert.Single(Verbs(holiday).Elements("Record"));
    }

    [Fact]
    public void Who_waits_hears_the_place_and_may_ask_to_be_called_back()
    {
        var queued = _bench.Take("gather", new Uri(Asked()).Query, Form(("Digits", "0")), at: Open);
        var waiting = _bench.Follow(Address(queued, "Enqueue", "waitUrl"), ("QueuePosition", "3"), ("QueueTime", "12"), ("AvgQueueTime", "65"));
        Assert.StartsWith("You are number 3 in the queue. The wait is about 4 minutes.", Spoken(waiting), StringComparison.Ordinal);
        var back = _bench.Follow(Address(waiting, "Gather"), ("Digits", "1"), ("QueueTime", "20"));
        Assert.Equal("service", Fact(back).CallbackWanted!.Queue);
        Assert.Single(Verbs(back).Elements("Hangup"));
    }

    [Fact]
    public void Who_waits_too_long_leaves_the_queue()
    {
        var queued = _bench.Take("gather", new Uri(Asked()).Query, Form(("Digits", "0")), at: Open);
        var late = _bench.Follow(Address(queued, "Enqueue", "waitUrl"), ("QueuePosition", "1"), ("QueueTime", "601"));
        Assert.Single(Verbs(late).Elements("Leave"));
        var left = _bench.Follow(Address(queued, "Enqueue"), ("QueueResult", "leave"), ("QueueTime", "601"));
        Assert.Single(Verbs(left).Elements("Record"));
        Assert.Equal(("leave", 601), (Fact(left).LeftQueue!.Result, Fact(left).LeftQueue!.Seconds));
    }

    [Fact]
    public void A_withheld_number_is_nobody_s_and_is_not_called_back()
    {
        var queued = _bench.Take("gather", new Uri(Asked()).Query, Form(("Digits", "0"), ("From", "+266696687")), at: Open);
        Assert.Equal(new ContactPoint("anonymous-call", "CA1"), ((CallHeard)queued.Heard[0]).Citizen);
        var waiting = _bench.Follow(Address(queued, "Enqueue", "waitUrl"), ("QueuePosition", "1"), ("From", "anonymous"));
        Assert.Empty(Verbs(waiting).Elements("Gather"));
    }

    [Theory]
    [InlineData("", "anonymous-call", "CA1")]
    [InlineData("Restricted", "anonymous-call", "CA1")]
    [InlineData("+7378742833", "anonymous-call", "CA1")]
    [InlineData("sip:anonymous@anonymous.invalid", "anonymous-call", "CA1")]
    [InlineData("sip:Alice@pbx.example.org", "sip", "alice@pbx.example.org")]
    [InlineData("client:anna", "client", "anna")]
    [InlineData("sips:Alice@pbx.example.org:5061;transport=tls?Subject=hi", "sips", "alice@pbx.example.org:5061")]
    [InlineData("sip:alice;part@pbx.example.org;user=phone", "sip", "alice;part@pbx.example.org")]
    [InlineData("sip:+447946000001@PBX.city.example:5061;user=phone", "phone", "+447946000001")]
    [InlineData("sip:+447946000001@pbx.city.example", "phone", "+447946000001")]
    [InlineData("sip:%2B447946000001@pbx.city.example", "phone", "+447946000001")]
    [InlineData("sip:207@pbx.city.example;user=phone", "sip", "207@pbx.city.example")]
    [InlineData("sip:+447946000001@pbx.example.org;user=phone", "sip", "+447946000001@pbx.example.org")]
    [InlineData("whatsapp:+447946000001", "phone", "+447946000001")]
    [InlineData("whatsapp:447946000001", "phone", "+447946000001")]
    [InlineData("tel:+44-7946-000001", "phone", "+447946000001")]
    [InlineData("+44 7946 000001", "phone", "+447946000001")]
    public void An_address_says_who_calls_if_anything_does(string from, string kind, string address) =>
        Assert.Equal(new ContactPoint(kind, address), CallerAddress.Of(from, "CA1", ["pbx.city.example"]));

    [Fact]
    public void Somebody_whose_matter_is_open_may_go_straight_on()
    {
        var turn = _bench.Take("", "", Form(("CallStatus", "ringing")), new CallerFound(true, "de", "city", "passports"));
        Assert.StartsWith("Willkommen zurück", Spoken(turn), StringComparison.Ordinal);
        Assert.Contains("Meldewesen und Ausweise", Spoken(turn), StringComparison.Ordinal);
        var on = _bench.Follow(Address(turn, "Gather"), ("Digits", "1"));
        Assert.Equal("passports", ((CallHeard)on.Heard[0]).Fact.Chose!.Target);
        var anew = _bench.Follow(Address(turn, "Gather"), ("Digits", ""));
        Assert.StartsWith("Willkommen bei", Spoken(anew), StringComparison.Ordinal);
    }

    [Fact]
    public void A_menu_that_has_changed_offers_nothing_that_is_gone()
    {
        var turn = _bench.Take("", "", Form(("CallStatus", "ringing")), new CallerFound(true, null, "city", "no-longer-there"));
        Assert.StartsWith("Welcome to", Spoken(turn), StringComparison.Ordinal);
    }

    [Fact]
    public void A_voicemail_is_told_and_the_call_goes_on()
    {
        var recording = _bench.Take("gather", new Uri(Asked()).Query, Form(("Digits", "3")));
        var done = _bench.Follow(
            Address(recording, "Record"), ("RecordingSid", "RE1"), ("RecordingUrl", "https://api.example/RE1"), ("RecordingDuration", "17"));
        Assert.Equal(new CallRecording("RE1", "recorded", "https://api.example/RE1", 17), Fact(done).Recorded);
        Assert.StartsWith("Thank you. We have taken down", Spoken(done), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_the_recording_is_there_needs_no_answer()
    {
        var turn = _bench.Take(
            "recording", "", "CallSid=CA1&RecordingSid=RE1&RecordingStatus=completed&RecordingSource=RecordVerb&RecordingUrl=https%3A%2F%2Fa&RecordingDuration=17");
        Assert.Null(turn.Answer);
        Assert.Null(((CallHeard)turn.Heard[0]).Citizen);
        Assert.Equal("completed", Fact(turn).Recorded!.Status);
    }

    [Theory]
    [InlineData("completed", "Hello.", "Hello.")]
    [InlineData("failed", "", null)]
    public void A_transcript_is_what_was_understood(string status, string text, string? expected)
    {
        var turn = _bench.Take("transcription", "", Form(("TranscriptionSid", "TR1"), ("RecordingSid", "RE1"), ("TranscriptionStatus", status), ("TranscriptionText", text)));
        Assert.Equal(new CallTranscript("RE1", expected), Fact(turn).Transcribed);
    }

    [Theory]
    [InlineData("in-progress", null, DeliveryState.Delivered, null)]
    [InlineData("ringing", null, DeliveryState.Sent, null)]
    [InlineData("busy", "486", DeliveryState.Failed, "recipient.busy")]
    [InlineData("no-answer", null, DeliveryState.Failed, "recipient.no-answer")]
    [InlineData("failed", "404", DeliveryState.Failed, "recipient.bad-number")]
    public void A_status_of_our_call_says_what_became_of_the_message(string status, string? sip, DeliveryState state, string? reason)
    {
        var (conversation, message) = (Guid.Parse("0197a000-0000-7000-8000-000000000001"), Guid.Parse("0197a000-0000-7000-8000-000000000002"));
        var turn = _bench.Take(
            "status", $"?conversation={conversation}&message={message}",
            Form(("Direction", "outbound-api"), ("CallStatus", status), ("SequenceNumber", "2"), ("SipResponseCode", sip ?? ""), ("From", "+15550100"), ("To", "+447946000001")));
        var delivery = Assert.Single(turn.Heard.OfType<DeliveryHeard>());
        Assert.Equal((conversation, message, state, reason), (delivery.ConversationId, delivery.MessageId, delivery.State, delivery.Reason));
        Assert.All(turn.Heard.OfType<CallHeard>(), heard => Assert.Equal((conversation, CallDirection.Outbound), (heard.ConversationId, heard.Direction)));
    }

    [Fact]
    public void A_status_of_an_agent_s_phone_belongs_to_the_citizen_s_call()
    {
        var turn = _bench.Take("status", "", Form(("CallSid", "CA2"), ("ParentCallSid", "CA1"), ("Direction", "outbound-dial"), ("CallStatus", "ringing"), ("SequenceNumber", "1")));
        var heard = Assert.IsType<CallHeard>(Assert.Single(turn.Heard));
        Assert.Equal(("CA1", new CallLeg("CA2", "ringing", 1, null)), (heard.ProviderCallId, heard.Fact.Leg));
    }

    [Fact]
    public void A_key_on_our_call_is_the_citizen_s_answer()
    {
        var (conversation, message) = (Guid.Parse("0197a000-0000-7000-8000-000000000001"), Guid.Parse("0197a000-0000-7000-8000-000000000002"));
        var question = Question.Of(Options, conversation, message, [new Choice("yes", "Ja & gern"), new Choice("no", "Nein")], 0);
        var texts = _bench.Book.For(null).Texts;
        var twiml = SpokenMessage.Write("Kommen Sie <morgen>?", question, texts, "de-DE");
        TwimlRules.Check(twiml.ToString());
        (string, string)[] ours = [("Direction", "outbound-api"), ("From", "+15550100"), ("To", "+447946000001")];
        var turn = _bench.Follow(Address(new CallTurn([], twiml), "Gather"), [.. ours, ("Digits", "1")]);
        var answer = Assert.IsType<MessageHeard>(Assert.Single(turn.Heard));
        Assert.Equal((new Choice("yes", "Ja & gern"), "Ja & gern", conversation), (answer.Details!.Choice, answer.Text, answer.Thread!.ConversationId));
        Assert.Equal(new ContactPoint("phone", "+447946000001"), answer.From);
        var wrong = _bench.Follow(Address(new CallTurn([], twiml), "Gather"), [.. ours, ("Digits", "7")]);
        Assert.Empty(wrong.Heard);
        Assert.Contains("try=1", Address(wrong, "Gather"), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_asked_to_wait_a_moment_comes_again_with_the_same_request()
    {
        var action = Asked();
        var request = CallRequest.Read(Request(new Uri(action).PathAndQuery, Form(("Digits", "1"))), VoiceBench.Options, out _)!;
        var again = RetryPrompt.Answer(request, _bench.Book.For(null), Options)!;
        TwimlRules.Check(again.ToString());
        var url = Verbs(new CallTurn([], again)).Element("Redirect")!.Value;
        Assert.Equal("waste", ((CallHeard)_bench.Follow(url).Heard[0]).Fact.Chose!.Target);
        Assert.Equal(((CallHeard)_bench.Follow(action, ("Digits", "1")).Heard[0]).Id, ((CallHeard)_bench.Follow(url).Heard[0]).Id);
        var fourth = CallRequest.Read(Request($"{new Uri(action).PathAndQuery}&again=3", Form(("Digits", "1"))), VoiceBench.Options, out _)!;
        Assert.Null(RetryPrompt.Answer(fourth, _bench.Book.For(null), Options));
    }

    /// <summary>Where the first question's answer goes.</summary>
    private string Asked() => Address(_bench.Take("", "", Form(("CallStatus", "ringing"))), "Gather");
}
