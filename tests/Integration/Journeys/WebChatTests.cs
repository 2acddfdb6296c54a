using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>The web chat over its own protocol: what visitors and agents send each other besides words.</summary>
public sealed class WebChatTests : IAsyncLifetime
{
    private static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];
    private RunningServer _server = null!;
    private HttpClient _stranger = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync("WebChat:AttachmentSize=1000", "WebChat:IdentitySecret=chat_identity_secret_for_tests");
        _stranger = _server.NewClient(null);
    }

    public async ValueTask DisposeAsync()
    {
        _stranger.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_visitor_s_file_is_with_the_agent_and_an_agent_s_with_the_visitor()
    {
        await using var page = await ChatPage.OpenAsync(_server.Address);
        using var uploaded = await UploadAsync(page.Token, Picture, "image/png");
        Assert.Equal(HttpStatusCode.OK, uploaded.StatusCode);
        var ticket = (await uploaded.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("ticket").GetString();
        await page.SendAsync(new { type = "send", clientId = "c1", text = "", attachments = new[] { ticket } });
        var conversation = await ConversationAsync();
        var file = conversation.GetProperty("messages")[0].GetProperty("attachments")[0];
        Assert.Equal(("bin.png", "image/png"), (file.GetProperty("name").GetString(), file.GetProperty("contentType").GetString()));
        Assert.Equal(Picture, await _server.Http.GetByteArrayAsync(file.GetProperty("url").GetString(), Ct));

        using var body = new ByteArrayContent("%PDF-1.7 plan"u8.ToArray());
        using var stored = await _server.Http.PostAsync(new Uri("/attachments?name=plan.pdf", UriKind.Relative), body, Ct);
        var plan = await stored.Content.ReadFromJsonAsync<JsonElement>(Ct);
        await ReplyAsync(conversation, new { text = "the plan", attachments = new[] { plan } });
        var line = await page.HearReplyAsync();
        var link = line.GetProperty("attachments")[0].GetProperty("url").GetString()!;
        using var saved = await _stranger.GetAsync(link, Ct);
        Assert.Equal("%PDF-1.7 plan"u8.ToArray(), await saved.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal("attachment", saved.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _stranger.GetAsync(link.Split('?')[0], Ct)).StatusCode);

        await using var again = await ChatPage.OpenAsync(_server.Address, page.Token);
        Assert.Equal(
            ["bin.png", "plan.pdf"],
            again.Welcome.GetProperty("history").EnumerateArray().Select(one => one.GetProperty("attachments")[0].GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Files_that_visitors_may_not_send_are_refused_with_a_reason()
    {
        await using var page = await ChatPage.OpenAsync(_server.Address);
        Assert.Equal("attachment.wrong-type", await RefusedAsync(415, UploadAsync(page.Token, "<svg><script>alert(1)</script></svg>"u8.ToArray(), "image/svg+xml")));
        Assert.Equal("attachment.wrong-type", await RefusedAsync(415, UploadAsync(page.Token, "no picture"u8.ToArray(), "image/png", "c2")));
        Assert.Equal("request.too-large", await RefusedAsync(413, UploadAsync(page.Token, new byte[2_000], "image/png", "c3")));
        Assert.Equal("visitor.unknown", await RefusedAsync(401, UploadAsync("forged.token", Picture, "image/png")));
        Assert.Equal("client-id.wrong", await RefusedAsync(400, UploadAsync(page.Token, Picture, "image/png", "../c1")));
        // Another file under an id whose first file was refused: nothing of that one is left.
        using var taken = await UploadAsync(page.Token, Picture, "image/png", "c2");
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
    }

    [Fact]
    public async Task A_page_of_another_site_may_send_files_only_where_it_is_allowed_to()
    {
        await using var server = await RunningServer.StartAsync("WebChat:AllowedOrigins=https://www.town.example");
        using var http = server.NewClient(null);
        foreach (var (origin, expected) in new[] { ("https://www.town.example", HttpStatusCode.NoContent), ("https://evil.example", HttpStatusCode.Forbidden) })
        {
            using var asked = new HttpRequestMessage(HttpMethod.Options, "/webchat/attachments");
            asked.Headers.Add("Origin", origin);
            using var answer = await http.SendAsync(asked, Ct);
            Assert.Equal(expected, answer.StatusCode);
            Assert.Equal(expected == HttpStatusCode.NoContent, answer.Headers.Contains("Access-Control-Allow-Origin"));
        }

        using var socket = new System.Net.WebSockets.ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", "https://evil.example");
        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(
            () => socket.ConnectAsync(new UriBuilder(server.Address) { Scheme = "ws", Path = "/webchat/socket" }.Uri, Ct));
    }

    [Fact]
    public async Task Who_is_writing_and_what_was_seen_is_told_both_ways()
    {
        await using var page = await ChatPage.OpenAsync(_server.Address);
        await page.SendAsync(new { type = "send", clientId = "c1", text = "hello" });
        var visitor = (await ConversationAsync()).GetProperty("contactPoints")[0].GetProperty("address").GetString();
        using var live = await _server.Http.GetAsync("/webchat/live", HttpCompletionOption.ResponseHeadersRead, Ct);
        using var events = new StreamReader(await live.Content.ReadAsStreamAsync(Ct));
        await page.SayAsync(new { type = "typing", isTyping = true });
        string? line;
        do
            line = await events.ReadLineAsync(Ct).AsTask().WaitAsync(TimeSpan.FromSeconds(120), Ct);
        while (line?.StartsWith("data:", StringComparison.Ordinal) == false);
        var told = JsonSerializer.Deserialize<JsonElement>(line!["data:".Length..]);
        Assert.Equal((visitor, "typing"), (told.GetProperty("visitor").GetString(), told.GetProperty("sign").GetString()));

        foreach (var sign in new[] { "typing", "seen" })
        {
            using var accepted = await _server.Http.PostAsJsonAsync("/webchat/signals", new { visitor, sign }, Ct);
            Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
            Assert.Equal(sign, (await page.HearAsync("signal")).GetProperty("sign").GetString());
        }

        using var wrong = await _server.Http.PostAsJsonAsync("/webchat/signals", new { visitor }, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(2, (await _server.LogAsync("?types=conversation.opened.v1,conversation.message-received.v1")).Count);
    }

    [Fact]
    public async Task A_reply_that_the_visitor_reads_is_read_on_the_desk_and_its_answers_can_be_chosen()
    {
        await using var page = await ChatPage.OpenAsync(_server.Address);
        await page.SendAsync(new { type = "send", clientId = "c1", text = "When do you come?" });
        await ReplyAsync(await ConversationAsync(), new { text = "When shall we?", choices = new[] { new { id = "t1", title = "Tomorrow" }, new { id = "t2", title = "Friday" } } });
        var line = await page.HearReplyAsync();
        Assert.Equal(["Tomorrow", "Friday"], line.GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("title").GetString()));
        await page.SayAsync(new { type = "read", messageId = line.GetProperty("messageId").GetString() });
        await page.SendAsync(new { type = "send", clientId = "c2", text = "Friday", choice = new { id = "t2", title = "Friday" } });
        await Eventually.TrueAsync(async () =>
            (await ConversationAsync()).GetProperty("messages")[1].GetProperty("delivery").GetProperty("state").GetString() == "read");
        Assert.Equal("t2", (await ConversationAsync()).GetProperty("messages")[2].GetProperty("details").GetProperty("choice").GetProperty("id").GetString());
    }

    [Fact]
    public async Task An_address_that_a_visitor_leaves_is_answered_at_and_makes_nobody_the_same()
    {
        await using var page = await ChatPage.OpenAsync(_server.Address);
        await page.SendAsync(new { type = "send", clientId = "c1", text = "hello", form = new { name = "Anna", email = "anna@example.org" } });
        var conversation = await ConversationAsync();
        Assert.Equal("anna@example.org", conversation.GetProperty("contactPoints")[0].GetProperty("replyTo").GetProperty("address").GetString());
        await ReplyAsync(conversation, new { text = "by mail", channel = "email" });
        var written = Assert.Single(await _server.LogAsync("?types=conversation.reply-written.v1"));
        Assert.Equal("anna@example.org", written.Content.GetProperty("to").GetProperty("address").GetString());
        var found = await _server.Http.GetFromJsonAsync<JsonElement>("/citizens?contactPoint=anna@example.org", Ct);
        Assert.Empty(found.GetProperty("items").EnumerateArray());

        // Back in the chat, the answer is there as well.
        await using var again = await ChatPage.OpenAsync(_server.Address, page.Token);
        Assert.Equal(["hello", "by mail"], TextsOf(again));

        // Whose address it really is, is another citizen.
        using var mail = await _server.Http.PostAsJsonAsync(
            "/conversations/messages",
            new { channel = "email", provider = "test", providerMessageId = "m1", from = "anna@example.org", to = "town@example.org", text = "Who is this?" }, Ct);
        mail.EnsureSuccessStatusCode();
        await Eventually.TrueAsync(async () => (await _server.LogAsync("?types=conversation.opened.v1")).Count == 2);
        await using var third = await ChatPage.OpenAsync(_server.Address, page.Token);
        Assert.Equal(["hello", "by mail"], TextsOf(third));
    }

    [Fact]
    public async Task What_goes_to_an_address_that_has_written_itself_is_not_shown_in_the_chat()
    {
        await using var page = await ChatPage.OpenAsync(_server.Address);
        await page.SendAsync(new { type = "send", clientId = "c1", text = "hello", form = new { email = "anna@example.org" } });
        var conversation = await ConversationAsync();
        await ReplyAsync(conversation, new { text = "by mail", channel = "email" });
        var id = conversation.GetProperty("id").GetGuid();
        var anna = ContactPoint.Of("email", "anna@example.org");
        var answer = new MessageHeard(
            MessageHeard.IdOf("email", "test", "m1"), "email", "test", "m1", anna, "town@example.org", "I am Anna, and that was not me", [], null, null,
            Moment.Noon, [], null)
        {
            Thread = new ThreadHint(id, []),
        };
        await _server.Services.GetRequiredService<IIntake>().AcceptAsync([answer], Ct);
        await ReplyAsync(conversation, new { text = "between us", channel = "email" });
        Assert.Equal(2, (await _server.LogAsync("?types=conversation.reply-written.v1")).Count(e => e.Subject == $"conversation-{id}"));
        await using var again = await ChatPage.OpenAsync(_server.Address, page.Token);
        Assert.Equal(["hello", "by mail"], TextsOf(again));
    }

    [Fact]
    public async Task Outside_its_hours_the_chat_says_so()
    {
        // On another day than today.
        var day = TimeProvider.System.GetUtcNow().AddDays(3).DayOfWeek.ToString()[..2];
        await using var server = await RunningServer.StartAsync($"WebChat:Hours={day} 08:00-16:00");
        await using var page = await ChatPage.OpenAsync(server.Address);
        Assert.False(page.Welcome.GetProperty("isOpen").GetBoolean());
        await using var always = await ChatPage.OpenAsync(_server.Address);
        Assert.True(always.Welcome.GetProperty("isOpen").GetBoolean());
    }

    [Fact]
    public async Task The_corpus_identity_links_by_the_right_hash_and_never_by_the_wrong_one()
    {
        var scenario = Corpus("scenarios.json").GetProperty("scenarios").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "identity verification");
        var identifier = scenario.GetProperty("identifier").GetString();
        await using var right = await ChatPage.OpenAsync(_server.Address, identity: new { identifier, hash = scenario.GetProperty("hash").GetString() });
        Assert.True(right.Welcome.GetProperty("isProven").GetBoolean());
        await using var wrong = await ChatPage.OpenAsync(_server.Address, identity: new { identifier, hash = scenario.GetProperty("wrong_hash").GetString() });
        Assert.False(wrong.Welcome.GetProperty("isProven").GetBoolean());
    }

    [Fact]
    public async Task The_corpus_hostile_texts_come_back_as_they_were_written()
    {
        var texts = Corpus("hostile_texts.json").EnumerateArray().Select(text => text.GetString()!)
            .Where(text => !string.IsNullOrWhiteSpace(text) && text.Length <= 4_000);
        // A visitor each: one alone would write too fast.
        foreach (var few in texts.Chunk(15))
        {
            await using var page = await ChatPage.OpenAsync(_server.Address);
            for (var i = 0; i < few.Length; i++)
                await page.SendAsync(new { type = "send", clientId = $"c{i}", text = few[i] });
            await using var again = await ChatPage.OpenAsync(_server.Address, page.Token);
            Assert.Equal(few, TextsOf(again));
        }
    }

    [Fact]
    public async Task The_corpus_hostile_texts_that_are_none_are_refused_and_the_page_goes_on()
    {
        await using var page = await ChatPage.OpenAsync(_server.Address);
        foreach (var text in Corpus("hostile_texts.json").EnumerateArray().Select(text => text.GetString()!).Where(text => string.IsNullOrWhiteSpace(text) || text.Length > 4_000))
        {
            await page.SayAsync(new { type = "send", clientId = "c1", text });
            Assert.StartsWith("text.", (await page.HearAsync("error")).GetProperty("code").GetString(), StringComparison.Ordinal);
        }

        await page.SendAsync(new { type = "send", clientId = "c2", text = "hello" });
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static JsonElement Corpus(string file)
    {
        if (Repository.Corpus is null)
            Assert.Skip("There is no corpus beside the project.");
        return JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(Path.Combine(Repository.Corpus, "webchat", file)));
    }

    private static IEnumerable<string?> TextsOf(ChatPage page) =>
        page.Welcome.GetProperty("history").EnumerateArray().Select(line => line.GetProperty("text").GetString());

    private async Task<HttpResponseMessage> UploadAsync(string token, byte[] bytes, string type, string id = "c1")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/webchat/attachments?id={Uri.EscapeDataString(id)}&name=bin.png");
        request.Headers.Add("Omnichannel-Visitor", token);
        request.Content = new ByteArrayContent(bytes);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return await _stranger.SendAsync(request, Ct);
    }

    private static async Task<string?> RefusedAsync(int status, Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        Assert.Equal(status, (int)answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("code").GetString();
    }

    private async Task<JsonElement> ConversationAsync()
    {
        var opened = await Eventually.GetAsync(async () => (await _server.LogAsync("?types=conversation.opened.v1")).FirstOrDefault());
        return await _server.Http.GetFromJsonAsync<JsonElement>($"/conversations/{opened.Subject["conversation-".Length..]}", Ct);
    }

    private async Task ReplyAsync(JsonElement conversation, object reply)
    {
        using var answer = await _server.Http.PostAsJsonAsync($"/conversations/{conversation.GetProperty("id")}/replies", reply, Ct);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }
}
