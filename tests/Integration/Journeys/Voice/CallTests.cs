using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>Calls: from the first ring through the menu to the timeline, and calls of our own.</summary>
public sealed class CallTests : IAsyncLifetime
{
    private const string Anna = "+447946000001";
    private const string Start = "/voice/webhooks/twilio";
    private RunningServer _server = null!;
    private TwilioCallStub _twilio = null!;

    public async ValueTask InitializeAsync()
    {
        _twilio = await TwilioCallStub.StartAsync();
        _server = await RunningServer.StartAsync(
            $"Voice:Twilio:AuthToken={RunningServer.AuthToken}", "Voice:Twilio:AccountSid=AC00000000000000000000000000000000", "Voice:Twilio:From=+15550100",
            $"Voice:Twilio:PublicUrl={RunningServer.PublicUrl}", $"Voice:Twilio:BaseUrl={_twilio.Address.ToString().TrimEnd('/')}", "Voice:Twilio:Timeout=00:00:02",
            "Voice:Patience=00:00:01", "Conversations:ReconcileAfter=00:00:01");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _twilio.DisposeAsync();
    }

    [Fact]
    public async Task A_voicemail_goes_from_the_menu_to_the_timeline_with_its_sound_and_its_words()
    {
        _twilio.RecordingsLate = 1;
        var menu = await PostAsync(Start, "CA1", ("CallStatus", "ringing"));
        var record = await PostAsync(Action(menu, "Gather"), "CA1", ("Digits", "3"));
        await PostAsync(
            Action(record, "Record"), "CA1", ("RecordingSid", "RE1"), ("RecordingUrl", _twilio.RecordingUrl("RE1")), ("RecordingDuration", "17"));
        await ReportAsync("/voice/webhooks/twilio/recording", new()
        {
            ["CallSid"] = "CA1",
            ["RecordingSid"] = "RE1",
            ["RecordingStatus"] = "completed",
            ["RecordingUrl"] = _twilio.RecordingUrl("RE1"),
            ["RecordingSource"] = "RecordVerb",
        });
        await PostAsync("/voice/webhooks/twilio/transcription", "CA1", ("RecordingSid", "RE1"), ("TranscriptionSid", "TR1"), ("TranscriptionStatus", "completed"), ("TranscriptionText", "My bin was not collected."));
        await PostAsync("/voice/webhooks/twilio/status", "CA1", ("CallStatus", "completed"), ("CallDuration", "42"));

        var citizen = (await _server.CitizenAsync(Anna)).GetProperty("id").GetString();
        var voicemail = await EntryAsync(citizen!, entry => entry.GetProperty("kind").GetString() == "message-received"
            && entry.GetProperty("attachments").EnumerateArray().Any(one => one.GetProperty("url").GetString()!.StartsWith("/attachments/", StringComparison.Ordinal)));
        Assert.Equal(("voicemail", "My bin was not collected."), (voicemail.GetProperty("details").GetProperty("kind").GetString(), voicemail.GetProperty("transcript").GetString()));
        Assert.All(_twilio.RecordingCredentials, credentials => Assert.Equal($"AC00000000000000000000000000000000:{RunningServer.AuthToken}", credentials));
        var sound = await _server.Http.GetAsync(voicemail.GetProperty("attachments")[0].GetProperty("url").GetString());
        Assert.Equal((HttpStatusCode.OK, "audio/mpeg"), (sound.StatusCode, sound.Content.Headers.ContentType?.MediaType));
        var call = await EntryAsync(citizen!, entry => entry.GetProperty("kind").GetString() == "call-received" && entry.GetProperty("callStatus").GetString() == "completed");
        Assert.Equal(42, call.GetProperty("seconds").GetInt32());
        var shown = Assert.Single((await _server.ConversationAsync(Anna)).GetProperty("calls").EnumerateArray());
        Assert.Equal("completed", shown.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_request_that_comes_again_is_recorded_once_and_answered_alike()
    {
        var menu = await PostAsync(Start, "CA1", ("CallStatus", "ringing"));
        var first = await PostAsync(Action(menu, "Gather"), "CA1", ("Digits", "1"));
        var again = await PostAsync(Action(menu, "Gather"), "CA1", ("Digits", "1"));
        Assert.Equal(first.ToString(), again.ToString());
        Assert.Single(await _server.LogAsync("?types=conversation.call-choice-made.v1"));
        await PostAsync(Start, "CA1", ("CallStatus", "ringing"));
        Assert.Single(await _server.LogAsync("?types=conversation.call-started.v1"));
    }

    [Fact]
    public async Task Who_calls_again_goes_straight_on_until_the_matter_is_closed()
    {
        await PostAsync(Action(await PostAsync(Start, "CA1", ("CallStatus", "ringing")), "Gather"), "CA1", ("Digits", "2"));
        var welcome = await PostAsync(Start, "CA2", ("CallStatus", "ringing"));
        Assert.Contains("registration and passports", welcome.Value, StringComparison.Ordinal);
        var on = await PostAsync(Action(welcome, "Gather"), "CA2", ("Digits", "1"));
        Assert.Contains("Please bring a photograph", on.Value, StringComparison.Ordinal);
        var conversation = (await _server.ConversationAsync(Anna)).GetProperty("id").GetString();
        Assert.Single((await _server.CitizenAsync(Anna)).GetProperty("conversations").EnumerateArray());
        (await _server.Http.PostAsJsonAsync($"/conversations/{conversation}/close", new { })).EnsureSuccessStatusCode();
        Assert.StartsWith("Welcome to", (await PostAsync(Start, "CA3", ("CallStatus", "ringing"))).Value, StringComparison.Ordinal);
        Assert.Equal(2, (await _server.CitizenAsync(Anna)).GetProperty("conversations").GetArrayLength());
    }

    [Fact]
    public async Task The_desk_sees_who_calls_while_it_rings_and_what_was_last()
    {
        await _server.TextAsync(Anna, "My bin was not collected");
        var first = (await _server.ConversationAsync(Anna)).GetProperty("id").GetString();
        (await _server.Http.PostAsJsonAsync($"/conversations/{first}/close", new { })).EnsureSuccessStatusCode();
        await PostAsync(Start, "CA1", ("CallStatus", "ringing"), ("CallerName", "DOE JANE"));
        var call = await CallAsync(one => one.TryGetProperty("lastConversation", out _));
        Assert.Equal(("ringing", "DOE JANE", Anna), (call.GetProperty("status").GetString(), call.GetProperty("callerName").GetString(), call.GetProperty("contactPoint").GetProperty("address").GetString()));
        Assert.Equal("My bin was not collected", call.GetProperty("lastConversation").GetProperty("text").GetString());
        var inbox = await _server.Http.GetFromJsonAsync<JsonElement>("/conversations?channel=voice");
        Assert.Equal(call.GetProperty("conversationId").GetString(), inbox.GetProperty("items")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Whoever_asks_to_be_called_back_stands_on_the_list_of_calls()
    {
        var menu = await PostAsync(Start, "CA1", ("CallStatus", "ringing"));
        var done = await PostAsync(Action(menu, "Gather"), "CA1", ("Digits", "4"));
        Assert.Contains("We will call you back", done.Value, StringComparison.Ordinal);
        var call = await CallAsync(one => one.GetProperty("wantsCallback").GetBoolean());
        Assert.Equal(Anna, call.GetProperty("contactPoint").GetProperty("address").GetString());
        Assert.Single(await _server.LogAsync("?types=conversation.callback-requested.v1"));
    }

    [Fact]
    public async Task Two_calls_with_withheld_numbers_are_two_strangers()
    {
        await PostAsync(Start, "CA1", ("CallStatus", "ringing"), ("From", "+266696687"));
        await PostAsync(Start, "CA2", ("CallStatus", "ringing"), ("From", "anonymous"));
        var calls = await _server.LogAsync("?types=conversation.opened.v1");
        Assert.Equal(2, calls.Select(opened => opened.Content.GetProperty("citizenId").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Statuses_in_any_order_and_twice_end_in_the_same_state()
    {
        await StatusAsync("completed", 3);
        await StatusAsync("ringing", 1);
        await StatusAsync("completed", 3);
        await StatusAsync("in-progress", 2);
        var shown = Assert.Single((await _server.ConversationAsync(Anna)).GetProperty("calls").EnumerateArray());
        Assert.Equal("completed", shown.GetProperty("status").GetString());
        Assert.Single(await _server.LogAsync("?types=conversation.call-ended.v1"));
        Assert.All(await _server.LogAsync("?types=conversation.call-progressed.v1"), late => Assert.True(late.Content.GetProperty("isLate").GetBoolean()));

        Task StatusAsync(string status, int sequence) =>
            PostAsync("/voice/webhooks/twilio/status", "CA1", ("CallStatus", status), ("SequenceNumber", $"{sequence}"));
    }

    [Fact]
    public async Task A_report_before_its_call_is_known_waits_for_it()
    {
        await ReportAsync("/voice/webhooks/twilio/recording", new()
        {
            ["CallSid"] = "CA1",
            ["RecordingSid"] = "RE1",
            ["RecordingStatus"] = "completed",
            ["RecordingUrl"] = _twilio.RecordingUrl("RE1"),
        });
        Assert.Single(await _server.LogAsync("?types=call.fact-kept.v1"));
        await PostAsync(Start, "CA1", ("CallStatus", "ringing"));
        Assert.Single((await _server.ConversationAsync(Anna)).GetProperty("messages").EnumerateArray());
    }

    [Fact]
    public async Task Our_call_speaks_a_message_and_takes_a_key_for_an_answer()
    {
        await PostAsync(Start, "CA0", ("CallStatus", "ringing"));
        var conversation = (await _server.ConversationAsync(Anna)).GetProperty("id").GetString()!;
        var reply = await _server.Http.PostAsJsonAsync(
            $"/conversations/{conversation}/replies",
            new { text = "We come tomorrow. Is that all right?", channel = "voice", choices = new[] { new { id = "yes", title = "Yes" }, new { id = "no", title = "No" } } });
        reply.EnsureSuccessStatusCode();
        var message = (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        await UntilStateAsync(conversation, message, "accepted");
        var call = Assert.Single(_twilio.Calls);
        Assert.Equal((Anna, "+15550100"), (call.To, call.From));
        Assert.Equal(["initiated", "ringing", "answered", "completed"], call.Events);
        var twiml = XDocument.Parse(call.Twiml).Root!;
        Assert.Contains("We come tomorrow.", twiml.Value, StringComparison.Ordinal);

        (string, string)[] ours = [("Direction", "outbound-api"), ("From", "+15550100"), ("To", Anna)];
        await PostAsync(new Uri(call.StatusCallback).PathAndQuery, call.Sid, [.. ours, ("CallStatus", "in-progress"), ("SequenceNumber", "2"), ("AnsweredBy", "human")]);
        await UntilStateAsync(conversation, message, "delivered");
        await PostAsync(new Uri(call.StatusCallback).PathAndQuery, call.Sid, [.. ours, ("CallStatus", "ringing"), ("SequenceNumber", "1")]);
        await PostAsync(Action(twiml, "Gather"), call.Sid, [.. ours, ("Digits", "1")]);
        await PostAsync(Action(twiml, "Gather"), call.Sid, [.. ours, ("Digits", "1")]);
        await UntilStateAsync(conversation, message, "delivered");
        var answer = Assert.Single((await _server.ConversationAsync(Anna)).GetProperty("messages").EnumerateArray(), one => one.GetProperty("direction").GetString() == "inbound");
        Assert.Equal(("Yes", "yes"), (answer.GetProperty("text").GetString(), answer.GetProperty("details").GetProperty("choice").GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Nobody_is_called_twice_when_the_answer_to_the_order_is_lost()
    {
        await PostAsync(Start, "CA0", ("CallStatus", "ringing"));
        _twilio.Faults.Enqueue(_twilio.LoseAnswerAsync);
        var conversation = (await _server.ConversationAsync(Anna)).GetProperty("id").GetString()!;
        await UntilStateAsync(conversation, await _server.ReplyAsync(conversation, "Only once"), "accepted");
        Assert.Single(_twilio.Calls);
    }

    [Fact]
    public async Task A_second_message_is_not_taken_for_the_call_of_the_first()
    {
        await PostAsync(Start, "CA0", ("CallStatus", "ringing"));
        var conversation = (await _server.ConversationAsync(Anna)).GetProperty("id").GetString()!;
        await UntilStateAsync(conversation, await _server.ReplyAsync(conversation, "First"), "accepted");
        _twilio.Faults.Enqueue(_twilio.LoseAnswerAsync);
        await UntilStateAsync(conversation, await _server.ReplyAsync(conversation, "Second"), "accepted");
        Assert.Equal(2, _twilio.Calls.Count);
        var sids = (await _server.LogAsync("?types=conversation.delivery-reported.v1")).Select(told => told.Content.GetProperty("providerMessageId").GetString());
        Assert.Equal(2, sids.Distinct().Count());
    }

    [Fact]
    public async Task A_caller_is_asked_to_wait_a_moment_while_the_log_is_slow_and_nothing_is_lost()
    {
        var menu = await PostAsync(Start, "CA1", ("CallStatus", "ringing"));
        XElement moment;
        using (_server.HoldTheLog())
            moment = await PostAsync(Action(menu, "Gather"), "CA1", ("Digits", "1"));
        Assert.StartsWith("One moment", moment.Value, StringComparison.Ordinal);
        var on = await PostAsync(new Uri(moment.Element("Redirect")!.Value).PathAndQuery, "CA1");
        Assert.Contains("Bins are emptied", on.Value, StringComparison.Ordinal);
        Assert.Single(await _server.LogAsync("?types=conversation.call-choice-made.v1"));
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData("wrong", 403)]
    public async Task A_request_that_is_not_signed_by_the_provider_is_refused(string? signature, int status)
    {
        using var request = RunningServer.Twilio.Signed(_server.Address, Start, new() { ["CallSid"] = "CA1", ["From"] = Anna });
        request.Headers.Remove(TwilioRequests.Header);
        if (signature is not null)
            request.Headers.Add(TwilioRequests.Header, signature);
        Assert.Equal(status, (int)(await _server.Http.SendAsync(request)).StatusCode);
        Assert.Empty(await _server.LogAsync("?types=conversation.call-started.v1"));
    }

    private static string Action(XElement document, string verb) => new Uri(document.Element(verb)!.Attribute("action")!.Value).PathAndQuery;

    private Task<XElement> PostAsync(string path, string sid, params (string Name, string Value)[] more)
    {
        var fields = new Dictionary<string, string>
        {
            ["CallSid"] = sid,
            ["AccountSid"] = "AC00000000000000000000000000000000",
            ["From"] = Anna,
            ["To"] = "+15550100",
            ["CallStatus"] = "in-progress",
            ["Direction"] = "inbound",
        };
        foreach (var (name, value) in more)
            fields[name] = value;
        return ReportAsync(path, fields);
    }

    private async Task<XElement> ReportAsync(string path, Dictionary<string, string> fields)
    {
        using var request = RunningServer.Twilio.Signed(_server.Address, path, fields);
        using var response = await _server.Http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        Assert.Equal("text/xml", response.Content.Headers.ContentType?.MediaType);
        return XDocument.Parse(await response.Content.ReadAsStringAsync()).Root!;
    }

    private async Task<JsonElement> EntryAsync(string citizen, Func<JsonElement, bool> fits)
    {
        JsonElement found = default;
        await Eventually.TrueAsync(async () =>
        {
            var page = await _server.Http.GetFromJsonAsync<JsonElement>($"/timeline/citizens/{citizen}");
            found = page.GetProperty("items").EnumerateArray().FirstOrDefault(fits);
            return found.ValueKind == JsonValueKind.Object;
        });
        return found;
    }

    private async Task<JsonElement> CallAsync(Func<JsonElement, bool> fits)
    {
        JsonElement found = default;
        await Eventually.TrueAsync(async () =>
        {
            var page = await _server.Http.GetFromJsonAsync<JsonElement>("/conversations/calls?open=true");
            found = page.GetProperty("items").EnumerateArray().FirstOrDefault(fits);
            return found.ValueKind == JsonValueKind.Object;
        });
        return found;
    }

    private Task UntilStateAsync(string conversation, string message, string state) => Eventually.TrueAsync(async () =>
    {
        var view = await _server.Http.GetFromJsonAsync<JsonElement>($"/conversations/{conversation}");
        return view.GetProperty("messages").EnumerateArray().Single(one => one.GetProperty("id").GetString() == message)
            .GetProperty("delivery").GetProperty("state").GetString() == state;
    });
}
