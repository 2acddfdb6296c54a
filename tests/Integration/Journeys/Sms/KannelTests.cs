using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>Text messages over Kannel, alone and beside Twilio.</summary>
public sealed class KannelTests : IAsyncLifetime
{
    private const string Anna = "+447946000001";
    private const string Secret = "kannel-secret-for-tests";
    private KannelStub _kannel = null!;
    private TwilioStub _twilio = null!;

    public async ValueTask InitializeAsync() => (_kannel, _twilio) = (await KannelStub.StartAsync(), await TwilioStub.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await _kannel.DisposeAsync();
        await _twilio.DisposeAsync();
    }

    [Fact]
    public async Task A_text_comes_in_its_answer_leaves_and_the_report_turns_it_to_delivered()
    {
        await using var server = await StartAsync("kannel");
        await HearAsync(server, "1", "Когда вывоз?");
        var (conversation, message) = await ReplyAsync(server, "Завтра — 10 €");
        await UntilAsync(server, conversation, message, "accepted");
        var sent = Assert.Single(_kannel.Messages);
        Assert.Equal((Anna, "+15550101", "Завтра — 10 €", "2", "UTF-8", "31"), (sent["to"], sent["from"], sent["text"], sent["coding"], sent["charset"], sent["dlr-mask"]));
        await ReportAsync(server, sent, "8");
        await ReportAsync(server, sent, "1");
        await ReportAsync(server, sent, "8");
        await UntilAsync(server, conversation, message, "delivered");
        Assert.Single(await server.LogAsync("?types=conversation.send-attempted.v1"));
    }

    [Fact]
    public async Task The_answer_to_kannel_is_empty_so_that_nothing_is_sent_back()
    {
        await using var server = await StartAsync("kannel");
        using var answer = await server.NewClient(null).GetAsync($"/sms/webhooks/kannel?secret={Secret}&from={Uri.EscapeDataString(Anna)}&to=200&id=1&text=hi");
        Assert.Equal((HttpStatusCode.OK, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_long_text_fits_into_a_query_twice()
    {
        await using var server = await StartAsync("kannel");
        var text = string.Concat(Enumerable.Repeat("Вывоз мусора ", 100));
        await HearAsync(server, "1", text, $"&hex={Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(text))}");
        Assert.Equal(text, Assert.Single(await server.LogAsync("?types=conversation.message-received.v1")).Text("text"));
    }

    [Theory]
    [InlineData("", HttpStatusCode.Unauthorized)]
    [InlineData("secret=wrong", HttpStatusCode.Forbidden)]
    public async Task Nobody_without_the_secret_is_heard(string query, HttpStatusCode status)
    {
        await using var server = await StartAsync("kannel");
        var client = server.NewClient(null);
        Assert.Equal(status, (await client.GetAsync($"/sms/webhooks/kannel?{query}&from=1&to=2&id=1&text=hi")).StatusCode);
        Assert.Equal(status, (await client.GetAsync($"/sms/webhooks/kannel/status?{query}&type=1&fid=1")).StatusCode);
        Assert.Empty(await server.LogAsync("?types=conversation.message-received.v1"));
    }

    [Fact]
    public async Task A_call_that_cannot_be_read_is_kept_without_the_secret()
    {
        await using var server = await StartAsync("kannel");
        (await server.NewClient(null).GetAsync($"/sms/webhooks/kannel?secret={Secret}&text=from-nobody")).EnsureSuccessStatusCode();
        var parked = Assert.Single(await server.LogAsync("?types=input.parked.v1"));
        var body = System.Text.Encoding.UTF8.GetString(parked.Content.GetProperty("body").GetBytesFromBase64());
        Assert.Contains("nobody", body, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parts_in_any_order_and_twice_are_one_message()
    {
        await using var server = await StartAsync("kannel");
        foreach (var (id, part, text) in new[] { ("b", 2, "two"), ("a", 1, "one "), ("b", 2, "two") })
            await HearAsync(server, id, text, $"&udh=%05%00%03%2A%02%{part:X2}");
        var received = await Eventually.GetAsync(async () => (await server.LogAsync("?types=conversation.message-received.v1")).SingleOrDefault());
        Assert.Equal("one two", received.Text("text"));
        Assert.Equal(2, (await server.LogAsync("?types=parts.part-kept.v1")).Count);
    }

    [Fact]
    public async Task A_part_alone_goes_on_when_patience_is_over()
    {
        await using var server = await StartAsync("kannel", "Conversations:PartsPatience=00:00:00.400");
        await HearAsync(server, "a", "one ", "&udh=%05%00%03%2A%02%01");
        var received = await Eventually.GetAsync(async () => (await server.LogAsync("?types=conversation.message-received.v1")).SingleOrDefault());
        Assert.Equal("one  […] ", received.Text("text"));
    }

    [Fact]
    public async Task A_lost_answer_is_ambiguous_until_a_report_settles_it_and_is_never_sent_twice()
    {
        _kannel.Faults.Enqueue(_kannel.LoseAnswerAsync);
        await using var server = await StartAsync("kannel,twilio", "Sms:Kannel:Retries=0", "Sms:Twilio:Retries=0");
        await HearAsync(server, "1", "hello");
        var (conversation, message) = await ReplyAsync(server, "only once");
        await UntilAsync(server, conversation, message, "ambiguous");
        // Another one that both refuse, twice: when it is through, what has no outcome was ordered again at least once.
        for (var i = 0; i < 2; i++)
        {
            _kannel.Faults.Enqueue(context => KannelStub.RefuseAsync(context, 503));
            _twilio.Faults.Enqueue(context => TwilioStub.RefuseAsync(context, 503, 20503));
        }

        var (_, second) = await ReplyAsync(server, "later");
        await UntilAsync(server, conversation, second, "accepted");
        Assert.Equal(["only once", "later"], _kannel.Messages.Select(sent => sent["text"]));
        Assert.Empty(_twilio.Messages);
        await ReportAsync(server, _kannel.Messages.First(), "1");
        await UntilAsync(server, conversation, message, "delivered");
    }

    [Fact]
    public async Task A_gateway_that_is_down_for_a_while_gets_the_message_when_it_is_back()
    {
        for (var i = 0; i < 2; i++)
            _kannel.Faults.Enqueue(context => KannelStub.RefuseAsync(context, 503));
        await using var server = await StartAsync("kannel", "Sms:Kannel:Retries=0");
        await HearAsync(server, "1", "hello");
        var (conversation, message) = await ReplyAsync(server, "patience");
        await UntilAsync(server, conversation, message, "accepted");
        Assert.Single(_kannel.Messages);
    }

    [Fact]
    public async Task When_the_first_provider_fails_the_next_takes_over_on_record()
    {
        for (var i = 0; i < 3; i++)
            _twilio.Faults.Enqueue(context => TwilioStub.RefuseAsync(context, 503, 20503));
        await using var server = await StartAsync("twilio,kannel", "Sms:Twilio:Retries=0", "Sms:Switching:LeastCalls=2", "Sms:Switching:Pause=01:00:00");
        await server.TextAsync(Anna, "hello");
        for (var i = 0; i < 3; i++)
        {
            var (conversation, message) = await ReplyAsync(server, $"answer {i}");
            await UntilAsync(server, conversation, message, "accepted");
        }

        Assert.Empty(_twilio.Messages);
        Assert.Equal(["answer 0", "answer 1", "answer 2"], _kannel.Messages.Select(sent => sent["text"]));
        Assert.All(_kannel.Messages, sent => Assert.Equal("+15550101", sent["from"]));
        var change = Assert.Single(await server.LogAsync("?types=sending.provider-switched.v1"));
        Assert.Equal(("twilio", "kannel", "provider.failing"), (change.Text("from"), change.Text("to"), change.Text("reason")));
        Assert.Contains("\"provider:twilio\":\"aside\"", await server.Http.GetStringAsync("/health/ready"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_number_that_was_written_to_decides_the_provider()
    {
        await using var server = await StartAsync("twilio,kannel");
        await HearAsync(server, "1", "over the gateway");
        var (conversation, message) = await ReplyAsync(server, "back over the gateway");
        await UntilAsync(server, conversation, message, "accepted");
        Assert.Single(_kannel.Messages);
        Assert.Empty(_twilio.Messages);
    }

    private Task<RunningServer> StartAsync(string providers, params string[] settings) => RunningServer.StartAsync(
    [
        $"Sms:Providers={providers}", $"Sms:Twilio:BaseUrl={_twilio.Address}", "Sms:Kannel:Username=user", "Sms:Kannel:Password=password", $"Sms:Kannel:Secret={Secret}",
        "Sms:Kannel:From=+15550101", $"Sms:Kannel:BaseUrl={_kannel.Address}", "Sms:Kannel:PublicUrl=https://city.example", "Conversations:ReconcileAfter=00:00:01", .. settings,
    ]);

    private static async Task HearAsync(RunningServer server, string id, string text, string more = "")
    {
        var query = $"secret={Secret}&from={Uri.EscapeDataString(Anna)}&to=%2B15550101&id={id}&coding=0&charset=UTF-8&text={Uri.EscapeDataString(text)}{more}";
        (await server.NewClient(null).GetAsync($"/sms/webhooks/kannel?{query}")).EnsureSuccessStatusCode();
    }

    private static async Task<(string Conversation, string Message)> ReplyAsync(RunningServer server, string text)
    {
        var conversation = (await server.ConversationAsync(Anna)).GetProperty("id").GetString()!;
        return (conversation, await server.ReplyAsync(conversation, text));
    }

    private static async Task ReportAsync(RunningServer server, IReadOnlyDictionary<string, string> sent, string type)
    {
        Assert.StartsWith("https://city.example/", sent["dlr-url"], StringComparison.Ordinal);
        var address = new Uri(sent["dlr-url"].Replace("%d", type, StringComparison.Ordinal).Replace("%A", "", StringComparison.Ordinal)
            .Replace("%i", "FAKE", StringComparison.Ordinal).Replace("%F", "x", StringComparison.Ordinal).Replace("%T", "1795305600", StringComparison.Ordinal));
        (await server.NewClient(null).GetAsync(address.PathAndQuery)).EnsureSuccessStatusCode();
    }

    private static Task UntilAsync(RunningServer server, string conversation, string message, string state) => Eventually.TrueAsync(async () =>
    {
        var view = await server.Http.GetFromJsonAsync<JsonElement>($"/conversations/{conversation}");
        return view.GetProperty("messages").EnumerateArray().Single(one => one.GetProperty("id").GetString() == message)
            .GetProperty("delivery").GetProperty("state").GetString() == state;
    });
}
