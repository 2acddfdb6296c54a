using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>E-mail's way in and out, with the simulated mail server: real SMTP out, whole mails in.</summary>
public sealed class EmailTests : IAsyncLifetime
{
    private const string Anna = "anna@home.example";
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync("Conversations:ReconcileAfter=00:00:01");

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_citizen_s_mail_is_answered_and_the_answer_to_that_comes_into_the_same_conversation()
    {
        await WriteAsync(new { subject = "Straße", text = "Die Laterne ist aus." });
        var conversation = await _server.ConversationAsync(Anna);
        await _server.ReplyAsync(conversation.GetProperty("id").GetString()!, "Sie ist nun hell.");
        var reply = await ReceivedAsync();
        Assert.Equal(("Re: Straße", "Sie ist nun hell."), (reply.GetProperty("subject").GetString(), reply.GetProperty("text").GetString()));
        await WriteAsync(new { text = "Danke!", inReplyTo = reply.GetProperty("messageId").GetString() });
        Assert.Equal(3, (await _server.ConversationAsync(Anna)).GetProperty("messages").GetArrayLength());
        Assert.Single(await _server.LogAsync("?types=conversation.opened.v1"));
    }

    [Fact]
    public async Task An_answer_from_another_address_finds_its_conversation_by_the_token()
    {
        await WriteAsync(new { subject = "Lamp", text = "It is dark." });
        await _server.ReplyAsync((await _server.ConversationAsync(Anna)).GetProperty("id").GetString()!, "Not any more.");
        var token = (await ReceivedAsync()).GetProperty("answerTo").GetString()!;
        using var mail = EmailMail.Signed($"From: anna@work.example\nTo: {token}\nMessage-ID: <w1@work.example>\n\nThank you", EmailMail.SimulatedSecret);
        (await _server.Http.SendAsync(mail)).EnsureSuccessStatusCode();
        Assert.Equal(3, (await _server.ConversationAsync(Anna)).GetProperty("messages").GetArrayLength());
    }

    [Fact]
    public async Task A_bounce_turns_the_reply_to_failed_with_its_reason()
    {
        await WriteAsync(new { subject = "Lamp", text = "It is dark." });
        var conversation = (await _server.ConversationAsync(Anna)).GetProperty("id").GetString()!;
        var message = await _server.ReplyAsync(conversation, "Not any more.");
        var reply = await ReceivedAsync();
        await UntilStateAsync(conversation, message, "accepted");
        (await _server.Http.PostAsJsonAsync($"/simulator/mailboxes/{Anna}/bounces", new { messageId = reply.GetProperty("messageId").GetString() })).EnsureSuccessStatusCode();
        await UntilStateAsync(conversation, message, "failed");
        Assert.Equal("recipient.unknown", (await DeliveryAsync(conversation, message)).GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("429", "accepted", 1)]
    [InlineData("503", "accepted", 1)]
    [InlineData("opted-out", "failed", 0)]
    [InlineData("lost-answer", "ambiguous", 1)]
    public async Task What_a_mail_server_does_to_a_reply_is_told_as_it_is(string fault, string state, int mails)
    {
        await WriteAsync(new { subject = "Lamp", text = "It is dark." });
        (await _server.Http.PostAsJsonAsync("/simulator/faults", new { fail = fault, times = 1 })).EnsureSuccessStatusCode();
        var conversation = (await _server.ConversationAsync(Anna)).GetProperty("id").GetString()!;
        var message = await _server.ReplyAsync(conversation, "Not any more.");
        await UntilStateAsync(conversation, message, state);
        Assert.Equal(mails, (await MailsAsync()).Count(mail => !mail.GetProperty("isInbound").GetBoolean()));
    }

    [Fact]
    public async Task A_mail_with_a_file_has_it_stored_before_it_is_accepted()
    {
        using var mail = EmailMail.Signed(
            "From: anna@home.example\nTo: city@omnichannel.example\nMessage-ID: <f1@home.example>\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee this\n--b\nContent-Type: text/plain; name=../a.txt\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\naGVsbG8=\n--b--\n",
            EmailMail.SimulatedSecret);
        (await _server.Http.SendAsync(mail)).EnsureSuccessStatusCode();
        var received = (await _server.LogAsync("?types=conversation.message-received.v1"))[0].Content.GetProperty("attachments")[0];
        Assert.Equal("a.txt", received.GetProperty("name").GetString());
        Assert.Equal("hello", await _server.Http.GetStringAsync(received.GetProperty("url").GetString()));
    }

    [Fact]
    public async Task A_mail_twice_is_recorded_once_and_a_forged_one_never()
    {
        const string Letter = "From: anna@home.example\nTo: city@omnichannel.example\nMessage-ID: <t1@home.example>\n\nhello";
        for (var i = 0; i < 2; i++)
        {
            using var mail = EmailMail.Signed(Letter, EmailMail.SimulatedSecret);
            (await _server.Http.SendAsync(mail)).EnsureSuccessStatusCode();
        }

        using var forged = EmailMail.Signed(Letter.Replace("t1", "t2", StringComparison.Ordinal), "another-secret");
        Assert.Equal(HttpStatusCode.Forbidden, (await _server.Http.SendAsync(forged)).StatusCode);
        using var unsigned = new HttpRequestMessage(HttpMethod.Post, "/email/webhooks/raw") { Content = new StringContent(Letter) };
        Assert.Equal(HttpStatusCode.Unauthorized, (await _server.NewClient(null).SendAsync(unsigned)).StatusCode);
        Assert.Single(await _server.LogAsync("?types=conversation.message-received.v1"));
    }

    [Fact]
    public async Task A_mail_over_a_bound_is_parked()
    {
        using var mail = EmailMail.Signed($"From: anna@home.example\nSubject: {new string('x', 70_000)}\n\nhello", EmailMail.SimulatedSecret);
        (await _server.Http.SendAsync(mail)).EnsureSuccessStatusCode();
        Assert.Equal("mail.headers-too-large", Assert.Single(await _server.LogAsync("?types=input.parked.v1")).Text("reason"));
    }

    private async Task WriteAsync(object mail) => (await _server.Http.PostAsJsonAsync($"/simulator/mailboxes/{Anna}/messages", mail)).EnsureSuccessStatusCode();

    private async Task<List<JsonElement>> MailsAsync() =>
        [.. (await _server.Http.GetFromJsonAsync<JsonElement>($"/simulator/mailboxes/{Anna}")).GetProperty("messages").EnumerateArray()];

    /// <summary>The first mail from us.</summary>
    private async Task<JsonElement> ReceivedAsync()
    {
        JsonElement? found = null;
        await Eventually.TrueAsync(async () => (found = (await MailsAsync()).Where(mail => !mail.GetProperty("isInbound").GetBoolean()).Select(mail => (JsonElement?)mail).FirstOrDefault()) is not null);
        return found!.Value;
    }

    private Task UntilStateAsync(string conversation, string message, string state) =>
        Eventually.TrueAsync(async () => (await DeliveryAsync(conversation, message)).GetProperty("state").GetString() == state);

    private async Task<JsonElement> DeliveryAsync(string conversation, string message)
    {
        var view = await _server.Http.GetFromJsonAsync<JsonElement>($"/conversations/{conversation}");
        return view.GetProperty("messages").EnumerateArray().Single(one => one.GetProperty("id").GetString() == message).GetProperty("delivery");
    }
}
