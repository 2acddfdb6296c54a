using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>A reply's way out: log, bus, provider, and its receipts back.</summary>
public sealed class ReplyingTests : IAsyncLifetime
{
    private const string Anna = "+447946000001";
    private RunningServer _server = null!;
    private TwilioStub _twilio = null!;

    public async ValueTask InitializeAsync()
    {
        _twilio = await TwilioStub.StartAsync();
        _server = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _twilio.DisposeAsync();
    }

    [Fact]
    public async Task A_reply_reaches_the_provider_once_and_its_receipt_turns_it_to_delivered()
    {
        var (conversation, message) = await ReplyAsync("We come tomorrow");
        await UntilStateAsync(conversation, message, "accepted");
        var sent = Assert.Single(_twilio.Messages);
        Assert.Equal((Anna, "+15550100", "We come tomorrow"), (sent.To, sent.From, sent.Body));
        await CallbackAsync(sent, "delivered");
        await UntilStateAsync(conversation, message, "delivered");
        await CallbackAsync(sent, "sent");
        Assert.Equal("delivered", await StateAsync(conversation, message));
    }

    [Fact]
    public async Task A_number_answers_a_list_of_choices()
    {
        await _server.TextAsync(Anna, "My bin was not collected");
        var id = (await _server.ConversationAsync(Anna)).GetProperty("id").GetString();
        var choices = new[] { new { id = "mon", title = "Monday" }, new { id = "tue", title = "Tuesday" } };
        (await _server.Http.PostAsJsonAsync($"/conversations/{id}/replies", new { text = "When shall we come?", choices })).EnsureSuccessStatusCode();
        await Eventually.TrueAsync(() => Task.FromResult(_twilio.Messages.Any(sent => sent.Body == "When shall we come?\n1. Monday\n2. Tuesday")));
        await _server.TextAsync(Anna, "2.");
        var answer = (await _server.ConversationAsync(Anna)).GetProperty("messages").EnumerateArray().Single(message => message.GetProperty("text").GetString() == "2.");
        Assert.Equal("tue", answer.GetProperty("details").GetProperty("choice").GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_receipt_that_tells_only_the_provider_s_id_finds_its_reply()
    {
        var (conversation, message) = await ReplyAsync("hello");
        await UntilStateAsync(conversation, message, "accepted");
        using var request = RunningServer.Twilio.Status(_server.Address, "/sms/webhooks/twilio/status", _twilio.Messages.Single().Sid, "delivered");
        (await _server.Http.SendAsync(request)).EnsureSuccessStatusCode();
        await UntilStateAsync(conversation, message, "delivered");
    }

    [Fact]
    public async Task A_receipt_that_comes_before_the_provider_s_answer_is_kept_for_its_reply()
    {
        using var early = RunningServer.Twilio.Status(_server.Address, "/sms/webhooks/twilio/status", $"SM{1:D32}", "delivered");
        (await _server.Http.SendAsync(early)).EnsureSuccessStatusCode();
        Assert.Single(await _server.LogAsync("?types=delivery.report-kept.v1"));
        var (conversation, message) = await ReplyAsync("hello");
        await UntilStateAsync(conversation, message, "delivered");
    }

    [Fact]
    public async Task A_lost_answer_is_settled_by_asking_the_provider()
    {
        _twilio.Faults.Enqueue(_twilio.LoseAnswerAsync);
        var (conversation, message) = await ReplyAsync("only once");
        await UntilStateAsync(conversation, message, "accepted");
        Assert.Single(_twilio.Messages);
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_is_settled_by_asking_the_provider()
    {
        // Only here: elsewhere a busy machine would be taken for a silent provider.
        await _server.DisposeAsync();
        _server = await StartAsync("Sms:Twilio:Timeout=00:00:00.300");
        _twilio.Faults.Enqueue(_twilio.AnswerLateAsync);
        var (conversation, message) = await ReplyAsync("only once");
        await UntilStateAsync(conversation, message, "accepted");
        Assert.Single(_twilio.Messages);
    }

    [Fact]
    public async Task A_busy_provider_is_asked_again()
    {
        _twilio.Faults.Enqueue(context => TwilioStub.RefuseAsync(context, 429, 20429));
        _twilio.Faults.Enqueue(context => TwilioStub.RefuseAsync(context, 503, 0));
        var (conversation, message) = await ReplyAsync("patience");
        await UntilStateAsync(conversation, message, "accepted");
        Assert.Single(_twilio.Messages);
    }

    [Fact]
    public async Task A_refusal_by_the_provider_is_final_and_tells_why()
    {
        _twilio.Faults.Enqueue(context => TwilioStub.RefuseAsync(context, 400, 21610));
        var (conversation, message) = await ReplyAsync("unwanted");
        await UntilStateAsync(conversation, message, "failed");
        Assert.Equal("recipient.opted-out", (await MessageAsync(conversation, message)).GetProperty("delivery").GetProperty("reason").GetString());
        var second = await _server.Http.PostAsJsonAsync($"/conversations/{conversation}/replies", new { text = "again" });
        Assert.Equal("contact-point.opted-out", await CodeAsync(second));
        Assert.Empty(_twilio.Messages);
    }

    [Fact]
    public async Task After_stop_nothing_is_sent_until_start()
    {
        await _server.TextAsync(Anna, "Stop");
        var conversation = (await _server.ConversationAsync(Anna)).GetProperty("id").GetString()!;
        Assert.Equal("contact-point.opted-out", await CodeAsync(await _server.Http.PostAsJsonAsync($"/conversations/{conversation}/replies", new { text = "why" })));
        await _server.TextAsync(Anna, "start");
        var message = await _server.ReplyAsync(conversation, "welcome back");
        await UntilStateAsync(conversation, message, "accepted");
        Assert.Single(_twilio.Messages);
    }

    [Fact]
    public async Task An_idempotency_key_makes_a_repeat_the_first_answer_again()
    {
        await _server.TextAsync(Anna, "hello");
        var conversation = (await _server.ConversationAsync(Anna)).GetProperty("id").GetString()!;
        var key = Guid.NewGuid().ToString();
        var first = await PostAsync(conversation, key, "yes");
        var again = await PostAsync(conversation, key, "yes");
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        Assert.Equal(first.Headers.GetValues("X-Position"), again.Headers.GetValues("X-Position"));
        Assert.Equal("idempotency-key.reused", await CodeAsync(await PostAsync(conversation, key, "no")));
        Assert.Single(await _server.LogAsync("?types=conversation.reply-written.v1"));
    }

    [Theory]
    [InlineData("", null, "text.empty")]
    [InlineData("hi", "email", "channel.no-contact-point")]
    [InlineData("hi", "fax", "channel.cannot-send")]
    public async Task A_reply_that_cannot_be_is_refused_with_a_reason(string text, string? channel, string code)
    {
        await _server.TextAsync(Anna, "hello");
        var conversation = (await _server.ConversationAsync(Anna)).GetProperty("id").GetString()!;
        Assert.Equal(code, await CodeAsync(await _server.Http.PostAsJsonAsync($"/conversations/{conversation}/replies", new { text, channel })));
    }

    private Task<RunningServer> StartAsync(params string[] settings) =>
        RunningServer.StartAsync([$"Sms:Twilio:BaseUrl={_twilio.Address}", "Conversations:ReconcileAfter=00:00:01", .. settings]);

    private async Task<HttpResponseMessage> PostAsync(string conversation, string key, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/conversations/{conversation}/replies") { Content = JsonContent.Create(new { text }) };
        request.Headers.Add("Idempotency-Key", key);
        return await _server.Http.SendAsync(request);
    }

    private async Task<(string Conversation, string Message)> ReplyAsync(string text)
    {
        await _server.TextAsync(Anna, "hello");
        var conversation = (await _server.ConversationAsync(Anna)).GetProperty("id").GetString()!;
        return (conversation, await _server.ReplyAsync(conversation, text));
    }

    private async Task CallbackAsync(TwilioStub.Accepted sent, string status)
    {
        var callback = new Uri(sent.StatusCallback);
        Assert.StartsWith(RunningServer.PublicUrl, sent.StatusCallback, StringComparison.Ordinal);
        using var request = RunningServer.Twilio.Status(_server.Address, callback.PathAndQuery, sent.Sid, status);
        (await _server.Http.SendAsync(request)).EnsureSuccessStatusCode();
    }

    private Task UntilStateAsync(string conversation, string message, string state) =>
        Eventually.TrueAsync(async () => await StateAsync(conversation, message) == state);

    private async Task<string?> StateAsync(string conversation, string message) =>
        (await MessageAsync(conversation, message)).GetProperty("delivery").GetProperty("state").GetString();

    private async Task<JsonElement> MessageAsync(string conversation, string message)
    {
        var view = await _server.Http.GetFromJsonAsync<JsonElement>($"/conversations/{conversation}");
        return view.GetProperty("messages").EnumerateArray().Single(one => one.GetProperty("id").GetString() == message);
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
}
