using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Omnichannel.Channels.Meta;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Conversations;
using Omnichannel.Hosting;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>WhatsApp both ways: signed callback to timeline, reply to the Cloud API, statuses back.</summary>
public sealed class WhatsAppTests : IAsyncLifetime
{
    private const string Anna = "+447946000001";
    private const string Path = "/whatsapp/webhooks/meta";
    private static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];
    private MetaStub _meta = null!;
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _meta = await MetaStub.StartAsync();
        _server = await RunningServer.StartAsync([.. _meta.Settings("WhatsApp:Meta", "PhoneNumberId"), "Conversations:ReconcileAfter=00:00:01"]);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _meta.DisposeAsync();
    }

    [Fact]
    public async Task The_handshake_gives_the_challenge_back_to_who_knows_the_token()
    {
        using var stranger = _server.NewClient(null);
        using var known = await stranger.GetAsync($"{Path}?hub.mode=subscribe&hub.verify_token={MetaStub.VerifyToken}&hub.challenge=1158201444");
        Assert.Equal("1158201444", await known.Content.ReadAsStringAsync());
        Assert.Equal("text/plain", known.Content.Headers.ContentType!.MediaType);
        using var unknown = await stranger.GetAsync($"{Path}?hub.mode=subscribe&hub.verify_token=guess&hub.challenge=1158201444");
        Assert.Equal(HttpStatusCode.Forbidden, unknown.StatusCode);
    }

    [Fact]
    public async Task A_forged_or_unsigned_callback_is_refused_and_leaves_no_trace()
    {
        var before = (await _server.LogAsync()).Count;
        using var forged = MetaStub.Signed(_server.Address, Path, Text("wamid.1", "forged"));
        forged.Content = new StringContent(Text("wamid.1", "changed"));
        Assert.Equal(HttpStatusCode.Forbidden, (await _server.Http.SendAsync(forged)).StatusCode);
        using var unsigned = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(Text("wamid.1", "unsigned")) };
        unsigned.Headers.Add("X-Hub-Signature", "sha1=0000000000000000000000000000000000000000");
        Assert.Equal(HttpStatusCode.Unauthorized, (await _server.Http.SendAsync(unsigned)).StatusCode);
        Assert.Equal(before, (await _server.LogAsync()).Count);
    }

    [Fact]
    public async Task A_reply_quotes_what_it_answers_and_its_statuses_only_move_it_forward()
    {
        await PostAsync(Text("wamid.1", "My bin"));
        var (conversation, message) = await ReplyAsync("We come tomorrow");
        await UntilStateAsync(message, "accepted");
        var sent = Assert.Single(_meta.Messages);
        Assert.Equal(MetaStub.Ours, sent.Sender);
        Assert.Equal("447946000001", sent.Body.GetProperty("to").GetString());
        Assert.Equal("We come tomorrow", sent.Body.GetProperty("text").GetProperty("body").GetString());
        Assert.Equal("wamid.1", sent.Body.GetProperty("context").GetProperty("message_id").GetString());
        Assert.Equal(OurReference.Of(Guid.Parse(conversation), Guid.Parse(message)), sent.Body.GetProperty("biz_opaque_callback_data").GetString());
        await PostAsync(Status(sent.Id, "read"));
        await UntilStateAsync(message, "read");
        await PostAsync(Status(sent.Id, "delivered"));
        Assert.Equal("read", await StateAsync(message));
    }

    [Fact]
    public async Task A_lost_answer_is_settled_by_the_status_and_nothing_is_sent_twice()
    {
        await PostAsync(Text("wamid.1", "My bin"));
        _meta.Faults.Enqueue(_meta.LoseAnswerAsync);
        var (_, message) = await ReplyAsync("only once");
        await UntilStateAsync(message, "ambiguous");
        var sent = Assert.Single(_meta.Messages);
        await PostAsync(Status(sent.Id, "delivered", sent.Body.GetProperty("biz_opaque_callback_data").GetString()));
        await UntilStateAsync(message, "delivered");
        await PostAsync(Entry("messages", $$$"""{"messages":[{"from":"447946000001","id":"wamid.2","type":"reaction","reaction":{"message_id":"{{{sent.Id}}}","emoji":"👍"}}]}"""));
        Assert.Equal("👍", (await MessageAsync(message)).GetProperty("reaction").GetString());
        Assert.Single(_meta.Messages);
    }

    [Fact]
    public async Task A_busy_or_misconfigured_meta_is_tried_again_until_it_takes_the_message()
    {
        await PostAsync(Text("wamid.1", "My bin"));
        for (var i = 0; i < 5; i++)
            _meta.Faults.Enqueue(context => MetaStub.RefuseAsync(context, 429, 130429));
        var (_, message) = await ReplyAsync("patience");
        await UntilStateAsync(message, "accepted");
        Assert.Single(_meta.Messages);
    }

    [Fact]
    public async Task A_refusal_is_final_and_tells_why()
    {
        await PostAsync(Text("wamid.1", "My bin"));
        _meta.Faults.Enqueue(context => MetaStub.RefuseAsync(context, 400, 131047));
        var (_, message) = await ReplyAsync("too late");
        await UntilStateAsync(message, "failed");
        var delivery = (await MessageAsync(message)).GetProperty("delivery");
        Assert.Equal(("window.closed", "131047"), (delivery.GetProperty("reason").GetString(), delivery.GetProperty("providerCode").GetString()));
    }

    [Fact]
    public async Task After_a_day_of_silence_only_a_template_goes_out()
    {
        await PostAsync(Text("wamid.1", "long ago", TimeProvider.System.GetUtcNow().AddHours(-25)));
        var conversation = (await _server.ConversationAsync(Anna)).GetProperty("id").GetString();
        using var refused = await _server.Http.PostAsJsonAsync($"/conversations/{conversation}/replies", new { text = "hello?" });
        Assert.Equal("channel.window-closed", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        using var taken = await _server.Http.PostAsJsonAsync(
            $"/conversations/{conversation}/replies", new { template = new { name = "request_update", language = "en_GB", parameters = new[] { "Anna" } } });
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        await Eventually.TrueAsync(() => Task.FromResult(_meta.Messages.Count == 1));
        var template = _meta.Messages.Single().Body.GetProperty("template");
        Assert.Equal("request_update", template.GetProperty("name").GetString());
        Assert.Equal("Anna", template.GetProperty("components")[0].GetProperty("parameters")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task What_the_citizen_wrote_keeps_the_day_open_also_after_a_message_of_ours_began_another_conversation()
    {
        await PostAsync(Text("wamid.1", "My bin"));
        var conversation = (await _server.ConversationAsync(Anna)).GetProperty("id").GetString();
        (await _server.Http.PostAsJsonAsync($"/conversations/{conversation}/close", new { })).EnsureSuccessStatusCode();
        var first = await WriteFirstAsync("We come tomorrow");
        Assert.Equal((null, true), (first.Refusal, first.ConversationId != Guid.Parse(conversation!)));
        // The latest conversation has no word of the citizen's.
        Assert.Equal(new MessageWritten(first.ConversationId, null, null), await WriteFirstAsync("At eight"));
        await Eventually.TrueAsync(() => Task.FromResult(_meta.Messages.Count == 2));
        Assert.All(_meta.Messages, sent => Assert.Equal("text", sent.Body.GetProperty("type").GetString()));
    }

    [Theory]
    [InlineData(3, "button")]
    [InlineData(10, "list")]
    [InlineData(11, null)]
    public async Task Choices_are_buttons_a_list_or_words(int count, string? kind)
    {
        await PostAsync(Text("wamid.1", "hi"));
        var conversation = (await _server.ConversationAsync(Anna)).GetProperty("id").GetString();
        var choices = Enumerable.Range(1, count).Select(i => new { id = $"c{i}", title = $"Choice {i}" });
        using var taken = await _server.Http.PostAsJsonAsync($"/conversations/{conversation}/replies", new { text = "Which?", choices });
        taken.EnsureSuccessStatusCode();
        await Eventually.TrueAsync(() => Task.FromResult(_meta.Messages.Count == 1));
        var body = _meta.Messages.Single().Body;
        if (kind is null)
            Assert.StartsWith("Which?\n1. Choice 1\n2. Choice 2", body.GetProperty("text").GetProperty("body").GetString(), StringComparison.Ordinal);
        else
            Assert.Equal(kind, body.GetProperty("interactive").GetProperty("type").GetString());
    }

    [Fact]
    public async Task An_edit_that_comes_before_its_message_is_applied_to_it_and_a_repeat_changes_nothing()
    {
        var edit = Entry("messages", """{"messages":[{"from":"447946000001","id":"wamid.2","type":"edit","edit":{"original_message_id":"wamid.1","message":{"type":"text","text":{"body":"better"}}}}]}""");
        await PostAsync(edit);
        await PostAsync(Text("wamid.1", "worse"));
        await PostAsync(edit);
        await PostAsync(Text("wamid.1", "worse"));
        var message = Assert.Single((await _server.ConversationAsync(Anna)).GetProperty("messages").EnumerateArray());
        Assert.Equal("better", message.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Many_messages_of_one_callback_are_all_on_the_timeline_once()
    {
        var messages = string.Join(',', Enumerable.Range(0, 40).Select(i => $$$"""{"from":"447946000001","id":"wamid.{{{i}}}","type":"text","text":{"body":"{{{i}}}"}}"""));
        await PostAsync(Entry("messages", $$"""{"messages":[{{messages}}]}"""));
        await PostAsync(Entry("messages", $$"""{"messages":[{{messages}}]}"""));
        var texts = (await _server.ConversationAsync(Anna)).GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("text").GetString());
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i}"), texts);
    }

    [Fact]
    public async Task A_picture_is_fetched_with_our_token_and_an_agent_s_is_uploaded()
    {
        _meta.Files["77"] = Picture;
        await PostAsync(Entry("messages", """{"messages":[{"from":"447946000001","id":"wamid.1","type":"image","image":{"id":"77","mime_type":"image/png","caption":"look"}}]}"""));
        await Eventually.TrueAsync(async () => (await FirstAttachmentAsync()).StartsWith("/attachments/", StringComparison.Ordinal));
        Assert.Equal(Picture, await _server.Http.GetByteArrayAsync(await FirstAttachmentAsync()));

        using var body = new ByteArrayContent(Picture);
        using var stored = await _server.Http.PostAsync(new Uri("/attachments?name=plan.png", UriKind.Relative), body);
        var attachment = await stored.Content.ReadFromJsonAsync<JsonElement>();
        var conversation = (await _server.ConversationAsync(Anna)).GetProperty("id").GetString();
        (await _server.Http.PostAsJsonAsync($"/conversations/{conversation}/replies", new { text = "the plan", attachments = new[] { attachment } })).EnsureSuccessStatusCode();
        await Eventually.TrueAsync(() => Task.FromResult(_meta.Messages.Count == 1));
        var image = _meta.Messages.Single().Body.GetProperty("image");
        Assert.Equal("the plan", image.GetProperty("caption").GetString());
        Assert.Equal(Picture, _meta.Files[image.GetProperty("id").GetString()!]);
    }

    [Fact]
    public async Task A_person_with_a_user_id_is_the_citizen_of_the_number_beside_it_and_is_answered_by_the_id()
    {
        await _server.TextAsync(Anna, "by text");
        await PostAsync(Entry("messages", """{"contacts":[{"profile":{"name":"Anna"},"wa_id":"447946000001","user_id":"GB.77"}],"messages":[{"from":"447946000001","from_user_id":"GB.77","id":"wamid.1","type":"text","text":{"body":"by WhatsApp"}}]}"""));
        Assert.Equal(2, (await _server.ConversationAsync(Anna)).GetProperty("messages").GetArrayLength());
        await ReplyAsync("hello");
        await Eventually.TrueAsync(() => Task.FromResult(_meta.Messages.Count == 1));
        Assert.Equal("GB.77", _meta.Messages.Single().Body.GetProperty("recipient").GetString());
    }

    [Fact]
    public async Task Who_stops_in_whatsapp_s_own_menu_is_not_written_to()
    {
        await PostAsync(Text("wamid.1", "hi"));
        await PostAsync(Entry("user_preferences", """{"user_preferences":[{"wa_id":"447946000001","value":"stop","timestamp":1795255200}]}"""));
        var conversation = (await _server.ConversationAsync(Anna)).GetProperty("id").GetString();
        using var refused = await _server.Http.PostAsJsonAsync($"/conversations/{conversation}/replies", new { text = "news" });
        Assert.Equal("contact-point.opted-out", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_new_number_goes_on_as_the_same_citizen()
    {
        await PostAsync(Text("wamid.1", "hi"));
        var citizen = (await _server.CitizenAsync(Anna)).GetProperty("id").GetString();
        await PostAsync(Entry("messages", """{"messages":[{"from":"447946000001","id":"wamid.2","type":"system","system":{"body":"changed","type":"user_changed_number","wa_id":"447946000009"}}]}"""));
        Assert.Equal(citizen, (await _server.CitizenAsync("+447946000009")).GetProperty("id").GetString());
    }

    private static string Text(string id, string text, DateTimeOffset? at = null) => Entry(
        "messages",
        $$$"""{"messages":[{"from":"447946000001","id":"{{{id}}}","timestamp":"{{{(at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds()}}}","type":"text","text":{"body":"{{{text}}}"}}]}""");

    private static string Status(string id, string status, string? reference = null) => Entry(
        "messages",
        reference is null
            ? $$"""{"statuses":[{"id":"{{id}}","status":"{{status}}"}]}"""
            : $$"""{"statuses":[{"id":"{{id}}","status":"{{status}}","biz_opaque_callback_data":"{{reference}}"}]}""");

    private static string Entry(string field, string value) =>
        $$$"""{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"{{{field}}}","value":{"metadata":{"phone_number_id":"{{{MetaStub.Ours}}}"},{{{value[1..]}}} }]}]}""";

    private async Task PostAsync(string body)
    {
        using var request = MetaStub.Signed(_server.Address, Path, body);
        (await _server.Http.SendAsync(request)).EnsureSuccessStatusCode();
    }

    private async Task<(string Conversation, string Message)> ReplyAsync(string text)
    {
        var conversation = (await _server.ConversationAsync(Anna)).GetProperty("id").GetString()!;
        return (conversation, await _server.ReplyAsync(conversation, text));
    }

    /// <summary>Writes to Anna as a program that begins by itself.</summary>
    private async Task<MessageWritten> WriteFirstAsync(string text)
    {
        var citizen = (await _server.CitizenAsync(Anna)).GetProperty("id").GetGuid();
        var phone = new ContactPoint(ContactPoint.Phone, Anna);
        var id = await _server.Services.GetRequiredService<ContactPointIds>().IdOfAsync(phone, CancellationToken.None);
        var order = new WriteMessage(Guid.NewGuid(), citizen, id, phone, "whatsapp", text, "outreach", TimeProvider.System.GetUtcNow());
        return await _server.Services.GetRequiredService<IRequest<WriteMessage, MessageWritten>>().SendAsync(order, TimeSpan.FromSeconds(30), CancellationToken.None);
    }

    private async Task<string> FirstAttachmentAsync() =>
        (await _server.ConversationAsync(Anna)).GetProperty("messages")[0].GetProperty("attachments")[0].GetProperty("url").GetString()!;

    private Task UntilStateAsync(string message, string state) => Eventually.TrueAsync(async () => await StateAsync(message) == state);

    private async Task<string?> StateAsync(string message) => (await MessageAsync(message)).GetProperty("delivery").GetProperty("state").GetString();

    private async Task<JsonElement> MessageAsync(string message) =>
        (await _server.ConversationAsync(Anna)).GetProperty("messages").EnumerateArray().Single(one => one.GetProperty("id").GetString() == message);
}
