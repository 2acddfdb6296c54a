using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>A text's way in: signed webhook to timeline.</summary>
public sealed class ReceivingTests : IAsyncLifetime
{
    private const string Anna = "+447946000001";
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_signed_text_is_on_the_timeline_and_in_the_inbox()
    {
        await _server.TextAsync(Anna, "My bin was not collected");
        var citizen = await _server.CitizenAsync(Anna);
        var head = (await _server.LogAsync())[^1].Position;
        var timeline = await _server.Http.GetFromJsonAsync<JsonElement>($"/timeline/citizens/{citizen.GetProperty("id")}?atLeast={head}");
        Assert.Equal("My bin was not collected", timeline.GetProperty("items")[0].GetProperty("text").GetString());
        var inbox = await _server.Http.GetFromJsonAsync<JsonElement>($"/conversations?atLeast={head}");
        Assert.Equal(Anna, inbox.GetProperty("items")[0].GetProperty("contactPoint").GetProperty("address").GetString());
        Assert.True(inbox.GetProperty("items")[0].GetProperty("awaitingReply").GetBoolean());
    }

    [Fact]
    public async Task A_wrong_or_missing_signature_is_refused_and_leaves_no_trace()
    {
        var before = (await _server.LogAsync()).Count;
        using var forged = RunningServer.Twilio.Text(_server.Address, "SM1", Anna, "forged");
        forged.Headers.Remove(Omnichannel.Testing.TwilioRequests.Header);
        forged.Headers.Add(Omnichannel.Testing.TwilioRequests.Header, "AAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        Assert.Equal(HttpStatusCode.Forbidden, (await _server.Http.SendAsync(forged)).StatusCode);
        using var unsigned = RunningServer.Twilio.Text(_server.Address, "SM1", Anna, "unsigned");
        unsigned.Headers.Remove(Omnichannel.Testing.TwilioRequests.Header);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _server.Http.SendAsync(unsigned)).StatusCode);
        Assert.Equal(before, (await _server.LogAsync()).Count);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_cut_off()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sms/webhooks/twilio") { Content = new ByteArrayContent(new byte[200_000]) };
        var response = await _server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("request.too-large", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_redelivered_text_is_recorded_once_also_after_the_conversation_was_closed()
    {
        await _server.TextAsync(Anna, "one", "SMone");
        await _server.TextAsync(Anna, "two", "SMtwo");
        var conversation = (await _server.ConversationAsync(Anna)).GetProperty("id").GetString()!;
        (await _server.Http.PostAsJsonAsync($"/conversations/{conversation}/close", new { reason = "done" })).EnsureSuccessStatusCode();
        foreach (var sid in new[] { "SMtwo", "SMone", "SMtwo" })
            await _server.TextAsync(Anna, "late", sid);
        Assert.Equal(2, (await _server.LogAsync("?types=conversation.message-received.v1")).Count);
        await _server.TextAsync(Anna, "three", "SMthree");
        await _server.TextAsync(Anna, "late", "SMtwo");
        Assert.Equal(2, (await _server.LogAsync("?types=conversation.opened.v1")).Count);
        Assert.Equal(3, (await _server.LogAsync("?types=conversation.message-received.v1")).Count);
    }

    [Fact]
    public async Task Many_texts_at_once_from_one_number_open_one_conversation()
    {
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => _server.TextAsync(Anna, $"text {i}")));
        Assert.Single(await _server.LogAsync("?types=conversation.opened.v1"));
        Assert.Equal(60, (await _server.ConversationAsync(Anna)).GetProperty("messages").GetArrayLength());
    }

    [Fact]
    public async Task Hostile_words_come_back_as_they_were_written()
    {
        string[] texts = ["<script>alert(1)</script>", "\u202Etxt.exe", "a\0b", "=HYPERLINK(1)", "ﷺ😀👨‍👩‍👧", new string('x', 1_600)];
        foreach (var text in texts)
            await _server.TextAsync(Anna, text);
        var messages = (await _server.ConversationAsync(Anna)).GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("text").GetString());
        Assert.Equal(texts.Select(text => text.Replace('\0', '\uFFFD')), messages);
    }

    [Fact]
    public async Task Authentic_input_that_cannot_be_read_is_kept_and_visible()
    {
        using var request = RunningServer.Twilio.Signed(_server.Address, "/sms/webhooks/twilio", new() { ["Something"] = "new" });
        (await _server.Http.SendAsync(request)).EnsureSuccessStatusCode();
        var parked = Assert.Single(await _server.LogAsync("?types=input.parked.v1"));
        Assert.Equal("form.message-id-missing", parked.Text("reason"));
        var input = await _server.Http.GetFromJsonAsync<JsonElement>($"/conversations/inputs/{parked.Text("inputId")}");
        Assert.Equal("Something=new", Encoding.UTF8.GetString(input.GetProperty("body").GetBytesFromBase64()));
    }

    [Fact]
    public async Task A_connector_s_message_gets_the_same_id_each_time_and_is_one_event()
    {
        var body = new { channel = "sms", provider = "my-gateway", providerMessageId = "abc-1", from = "+447946000002", to = "+441512345678", text = "hello" };
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var response = await _server.Http.PostAsJsonAsync("/conversations/messages", body);
            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
            ids.Add((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("messageId").GetString()!);
        }

        Assert.Single(ids.Distinct());
        var received = Assert.Single(await _server.LogAsync("?types=conversation.message-received.v1"));
        var status = await _server.Http.GetFromJsonAsync<JsonElement>($"/conversations/messages/{ids[0]}?atLeast={received.Position}");
        Assert.Equal(received.Position.ToString(System.Globalization.CultureInfo.InvariantCulture), status.GetProperty("position").GetString());
    }

    [Theory]
    [InlineData("{", 400, "request.unreadable")]
    [InlineData("{}", 400, "message.field-missing")]
    [InlineData("""{"channel":"sms","provider":"p","providerMessageId":"1","from":"+1"}""", 400, "text.empty")]
    [InlineData("""{"channel":"sms","provider":"p","providerMessageId":"1","from":"+1","text":5}""", 400, "request.unreadable")]
    public async Task An_unreadable_connector_message_says_why(string body, int status, string code)
    {
        var response = await _server.Http.PostAsync("/conversations/messages", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(code, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task An_address_that_an_agent_adds_makes_the_next_channel_the_same_citizen_and_conversation()
    {
        await _server.TextAsync(Anna, "by phone");
        var citizen = (await _server.CitizenAsync(Anna)).GetProperty("id").GetString();
        (await _server.Http.PostAsJsonAsync($"/citizens/{citizen}/contact-points", new { kind = "email", address = "Anna@City.Example" })).EnsureSuccessStatusCode();
        (await _server.Http.PostAsJsonAsync(
            "/conversations/messages",
            new { channel = "email", provider = "mail", providerMessageId = "1", from = "anna@city.example", to = "city@city.example", text = "by mail" })).EnsureSuccessStatusCode();
        Assert.Single(await _server.LogAsync("?types=conversation.opened.v1"));
        Assert.Equal(2, (await _server.ConversationAsync(Anna)).GetProperty("messages").GetArrayLength());
        var taken = await _server.Http.PostAsJsonAsync($"/citizens/{Guid.NewGuid()}/contact-points", new { kind = "email", address = "anna@city.example" });
        Assert.Equal(HttpStatusCode.NotFound, taken.StatusCode);
    }
}
