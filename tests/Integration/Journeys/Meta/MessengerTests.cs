using System.Net.Http.Json;
using System.Text.Json;
using Omnichannel.Channels.Meta;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>Messenger both ways, with what only Messenger has: echoes, watermarks, and a longer window for people.</summary>
public sealed class MessengerTests : IAsyncLifetime
{
    private const string Anna = "7100000000000071";
    private MetaStub _meta = null!;
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _meta = await MetaStub.StartAsync();
        _server = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _meta.DisposeAsync();
    }

    [Fact]
    public async Task A_reply_reaches_the_person_and_the_watermark_turns_it_to_read()
    {
        await WriteAsync("m_1", "My bin");
        var (conversation, message) = await ReplyAsync("We come tomorrow");
        await UntilStateAsync(message, "accepted");
        var body = Assert.Single(_meta.Messages).Body;
        Assert.Equal(Anna, body.GetProperty("recipient").GetProperty("id").GetString());
        Assert.Equal("RESPONSE", body.GetProperty("messaging_type").GetString());
        Assert.Equal(OurReference.Of(Guid.Parse(conversation), Guid.Parse(message)), body.GetProperty("message").GetProperty("metadata").GetString());
        await HappenAsync($"\"read\":{{\"watermark\":{Now() - 3_600_000}}}");
        Assert.Equal("accepted", await StateAsync(message));
        await HappenAsync($"\"read\":{{\"watermark\":{Now()}}}");
        await HappenAsync($"\"delivery\":{{\"mids\":[\"{_meta.Messages.Single().Id}\"],\"watermark\":{Now()}}}");
        Assert.Equal("read", await StateAsync(message));
    }

    [Fact]
    public async Task An_answer_from_the_page_s_own_inbox_stands_on_the_timeline_and_can_be_read_and_reacted_to()
    {
        await WriteAsync("m_1", "My bin");
        const string echo = "\"message\":{\"mid\":\"m_9\",\"is_echo\":true,\"app_id\":263902037430900,\"text\":\"From the inbox\"}";
        await EchoAsync(echo);
        await EchoAsync(echo);
        await HappenAsync("\"reaction\":{\"mid\":\"m_9\",\"action\":\"react\",\"emoji\":\"❤️\",\"reaction\":\"love\"}");
        await HappenAsync($"\"read\":{{\"watermark\":{Now()}}}");
        var messages = (await ConversationAsync()).GetProperty("messages");
        Assert.Equal(2, messages.GetArrayLength());
        Assert.Equal(("outbound", "From the inbox", "app:263902037430900", "❤️"), (
            messages[1].GetProperty("direction").GetString(), messages[1].GetProperty("text").GetString(),
            messages[1].GetProperty("author").GetString(), messages[1].GetProperty("reaction").GetString()));
        Assert.Equal("read", messages[1].GetProperty("delivery").GetProperty("state").GetString());
        var citizen = (await CitizenAsync()).GetProperty("id").GetString();
        var head = (await _server.LogAsync())[^1].Position;
        var timeline = await _server.Http.GetFromJsonAsync<JsonElement>($"/timeline/citizens/{citizen}?atLeast={head}");
        Assert.Contains(timeline.GetProperty("items").EnumerateArray(), entry =>
            entry.GetProperty("kind").GetString() == "reply-written" && entry.GetProperty("text").GetString() == "From the inbox");
        Assert.Empty(_meta.Messages);
    }

    [Fact]
    public async Task Our_own_echo_settles_a_lost_answer_and_is_no_second_message()
    {
        await WriteAsync("m_1", "My bin");
        _meta.Faults.Enqueue(_meta.LoseAnswerAsync);
        var (_, message) = await ReplyAsync("only once");
        await UntilStateAsync(message, "ambiguous");
        var sent = Assert.Single(_meta.Messages);
        await EchoAsync($"\"message\":{{\"mid\":\"{sent.Id}\",\"is_echo\":true,\"metadata\":\"{sent.Body.GetProperty("message").GetProperty("metadata").GetString()}\",\"text\":\"only once\"}}");
        await UntilStateAsync(message, "sent");
        Assert.Equal(2, (await ConversationAsync()).GetProperty("messages").GetArrayLength());
        Assert.Single(_meta.Messages);
    }

    [Fact]
    public async Task An_answer_to_somebody_who_never_wrote_here_opens_their_conversation_and_no_window()
    {
        await EchoAsync("\"message\":{\"mid\":\"m_9\",\"is_echo\":true,\"text\":\"Hello from the page\"}");
        var conversation = await ConversationAsync();
        Assert.Equal("Hello from the page", conversation.GetProperty("messages")[0].GetProperty("text").GetString());
        using var refused = await _server.Http.PostAsJsonAsync($"/conversations/{conversation.GetProperty("id")}/replies", new { text = "and more" });
        Assert.Equal("channel.window-closed", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData(true, 3, "HUMAN_AGENT")]
    [InlineData(true, 8, null)]
    [InlineData(false, 3, null)]
    public async Task After_a_day_a_person_may_write_only_where_meta_has_granted_it(bool isGranted, int days, string? tag)
    {
        await using var server = await StartAsync($"Messenger:Meta:HumanAgent={isGranted}");
        await PostAsync(server, $"\"sender\":{{\"id\":\"{Anna}\"}},\"recipient\":{{\"id\":\"555\"}},\"timestamp\":{Now() - days * 86_400_000L},\"message\":{{\"mid\":\"m_1\",\"text\":\"hi\"}}");
        var conversation = (await server.ConversationAsync($"messenger:{Anna}")).GetProperty("id").GetString();
        using var answer = await server.Http.PostAsJsonAsync($"/conversations/{conversation}/replies", new { text = "sorry for the delay" });
        if (tag is null)
        {
            Assert.Equal("channel.window-closed", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
            return;
        }

        answer.EnsureSuccessStatusCode();
        await Eventually.TrueAsync(() => Task.FromResult(_meta.Messages.Count == 1));
        Assert.Equal(tag, _meta.Messages.Single().Body.GetProperty("tag").GetString());
    }

    [Fact]
    public async Task Choices_are_quick_replies_and_meta_s_refusal_tells_why()
    {
        await WriteAsync("m_1", "hi");
        _meta.Faults.Enqueue(context => MetaStub.RefuseAsync(context, 400, 10, 2018278));
        var conversation = (await ConversationAsync()).GetProperty("id").GetString();
        using var taken = await _server.Http.PostAsJsonAsync($"/conversations/{conversation}/replies", new { text = "Which?", choices = new[] { new { id = "a", title = "Bins" } } });
        var message = (await taken.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        await UntilStateAsync(message, "failed");
        var view = (await ConversationAsync()).GetProperty("messages").EnumerateArray().Last();
        Assert.Equal("window.closed", view.GetProperty("delivery").GetProperty("reason").GetString());
        (await _server.Http.PostAsJsonAsync($"/conversations/{conversation}/replies", new { text = "Which?", choices = new[] { new { id = "a", title = "Bins" } } })).EnsureSuccessStatusCode();
        await Eventually.TrueAsync(() => Task.FromResult(_meta.Messages.Count == 1));
        Assert.Equal("a", _meta.Messages.Single().Body.GetProperty("message").GetProperty("quick_replies")[0].GetProperty("payload").GetString());
    }

    [Fact]
    public async Task A_file_in_a_private_network_is_never_fetched()
    {
        await HappenAsync("\"message\":{\"mid\":\"m_1\",\"attachments\":[{\"type\":\"image\",\"payload\":{\"url\":\"http://169.254.169.254/latest\"}}]}");
        await Eventually.TrueAsync(async () =>
            (await ConversationAsync()).GetProperty("messages")[0].GetProperty("attachments")[0].TryGetProperty("problem", out var problem)
            && problem.GetString() == "attachment.address-forbidden");
    }

    [Fact]
    public async Task An_opt_in_that_names_nobody_is_kept_and_visible()
    {
        await PostAsync(_server, "\"recipient\":{\"id\":\"555\"},\"timestamp\":1795255200123,\"optin\":{\"ref\":\"x\",\"user_ref\":\"r\"}");
        Assert.Equal("optin.sender-missing", Assert.Single(await _server.LogAsync("?types=input.parked.v1")).Text("reason"));
    }

    private Task<RunningServer> StartAsync(params string[] settings) =>
        RunningServer.StartAsync([.. _meta.Settings("Messenger:Meta", "PageId"), "Conversations:ReconcileAfter=00:00:01", .. settings]);

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    private Task WriteAsync(string mid, string text) => HappenAsync($"\"message\":{{\"mid\":\"{mid}\",\"text\":\"{text}\"}}");

    private Task HappenAsync(string part) => PostAsync(_server, $"\"sender\":{{\"id\":\"{Anna}\"}},\"recipient\":{{\"id\":\"555\"}},\"timestamp\":{Now()},{part}");

    private Task EchoAsync(string part) => PostAsync(_server, $"\"sender\":{{\"id\":\"555\"}},\"recipient\":{{\"id\":\"{Anna}\"}},\"timestamp\":{Now()},{part}");

    private static async Task PostAsync(RunningServer server, string happening)
    {
        using var request = MetaStub.Signed(
            server.Address, "/messenger/webhooks/meta", "{\"object\":\"page\",\"entry\":[{\"id\":\"555\",\"messaging\":[{" + happening + "}]}]}");
        (await server.Http.SendAsync(request)).EnsureSuccessStatusCode();
    }

    private Task<JsonElement> CitizenAsync() => _server.CitizenAsync($"messenger:{Anna}");

    private Task<JsonElement> ConversationAsync() => _server.ConversationAsync($"messenger:{Anna}");

    private async Task<(string Conversation, string Message)> ReplyAsync(string text)
    {
        var conversation = (await ConversationAsync()).GetProperty("id").GetString()!;
        return (conversation, await _server.ReplyAsync(conversation, text));
    }

    private Task UntilStateAsync(string message, string state) => Eventually.TrueAsync(async () => await StateAsync(message) == state);

    private async Task<string?> StateAsync(string message) => (await ConversationAsync()).GetProperty("messages").EnumerateArray()
        .Single(one => one.GetProperty("id").GetString() == message).GetProperty("delivery").GetProperty("state").GetString();
}
