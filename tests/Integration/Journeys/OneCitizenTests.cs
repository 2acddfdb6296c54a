using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>One citizen on six channels, each over its provider's own wire format: one identity, one timeline, the right conversation each time.</summary>
public sealed class OneCitizenTests : IAsyncLifetime
{
    private const string Phone = "+447946000001";
    private const string Mail = "anna@home.example";
    private const string Page = "7100000000000071";
    private const string ChatSecret = "chat_identity_secret_for_tests";
    private MetaStub _meta = null!;
    private RunningServer _server = null!;
    private int _said;

    public async ValueTask InitializeAsync()
    {
        _meta = await MetaStub.StartAsync();
        _server = await RunningServer.StartAsync(
            [
                .. _meta.Settings("WhatsApp:Meta", "PhoneNumberId"), .. _meta.Settings("Messenger:Meta", "PageId"), $"WebChat:IdentitySecret={ChatSecret}",
                "Voice:Twilio:AccountSid=AC00000000000000000000000000000000", $"Voice:Twilio:AuthToken={RunningServer.AuthToken}", "Voice:Twilio:From=+15550100",
                $"Voice:Twilio:PublicUrl={RunningServer.PublicUrl}", "Voice:Twilio:BaseUrl=http://127.0.0.1:9",
            ]);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _meta.DisposeAsync();
    }

    [Fact]
    public async Task Six_channels_one_citizen_one_timeline_and_the_right_conversation()
    {
        await TextAsync();
        var citizen = (await _server.CitizenAsync(Phone)).GetProperty("id").GetString()!;
        // What no provider can prove an agent knows: the citizen has told these addresses.
        await KnowAsync(citizen, "email", Mail);
        await KnowAsync(citizen, "messenger", Page);
        (string Channel, Func<Task> Contact, int Conversation)[] table =
        [
            ("whatsapp", WhatsAppAsync, 1),
            ("voice", CallAsync, 1),
            ("email", MailAsync, 1),
            ("messenger", MessengerAsync, 1),
            ("webchat", ChatAsync, 1),
            ("close", CloseAsync, 1),
            ("whatsapp", WhatsAppAsync, 2),
            ("email", MailAsync, 2),
            ("sms", TextAsync, 2),
            ("webchat", ChatAsync, 2),
            ("messenger", MessengerAsync, 2),
            ("voice", CallAsync, 2),
        ];
        foreach (var (channel, contact, conversation) in table)
        {
            await contact();
            var known = await _server.CitizenAsync(Phone);
            Assert.Equal((channel, citizen), (channel, known.GetProperty("id").GetString()));
            Assert.Equal((channel, conversation), (channel, known.GetProperty("conversations").GetArrayLength()));
        }

        Assert.Equal(2, (await _server.LogAsync("?types=conversation.opened.v1")).Count);
        Assert.Single(await _server.LogAsync("?types=citizen.registered.v1"));
        var head = (await _server.LogAsync())[^1].Position;
        var timeline = await _server.Http.GetFromJsonAsync<JsonElement>($"/timeline/citizens/{citizen}?limit=200&atLeast={head}");
        var channels = timeline.GetProperty("items").EnumerateArray().Select(entry => entry.TryGetProperty("channel", out var channel) ? channel.GetString() : null).ToHashSet();
        Assert.Superset(new HashSet<string?> { "sms", "whatsapp", "voice", "email", "messenger", "webchat" }, channels);
    }

    private Task TextAsync() => _server.TextAsync(Phone, $"text {++_said}");

    private Task WhatsAppAsync() => MetaAsync(
        "/whatsapp/webhooks/meta",
        $$$"""{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"{{{MetaStub.Ours}}}"},"messages":[{"from":"447946000001","id":"wamid.{{{++_said}}}","timestamp":"{{{Now.ToUnixTimeSeconds()}}}","type":"text","text":{"body":"hello"}}]}}]}]}""");

    private Task MessengerAsync() => MetaAsync(
        "/messenger/webhooks/meta",
        $$$"""{"object":"page","entry":[{"id":"{{{MetaStub.Ours}}}","messaging":[{"sender":{"id":"{{{Page}}}"},"recipient":{"id":"{{{MetaStub.Ours}}}"},"timestamp":{{{Now.ToUnixTimeMilliseconds()}}},"message":{"mid":"m_{{{++_said}}}","text":"hello"}}]}]}""");

    private async Task MetaAsync(string path, string body)
    {
        using var request = MetaStub.Signed(_server.Address, path, body);
        (await _server.Http.SendAsync(request)).EnsureSuccessStatusCode();
    }

    private async Task MailAsync()
    {
        using var mail = EmailMail.Signed($"From: {Mail}\nTo: city@omnichannel.example\nSubject: Bin\nMessage-ID: <{++_said}@home.example>\n\nhello", EmailMail.SimulatedSecret);
        (await _server.Http.SendAsync(mail)).EnsureSuccessStatusCode();
    }

    private async Task CallAsync()
    {
        using var call = RunningServer.Twilio.Signed(_server.Address, "/voice/webhooks/twilio", new()
        {
            ["CallSid"] = $"CA{++_said:D32}",
            ["AccountSid"] = "AC00000000000000000000000000000000",
            ["From"] = Phone,
            ["To"] = "+15550100",
            ["CallStatus"] = "ringing",
            ["Direction"] = "inbound",
            ["ApiVersion"] = "2010-04-01",
        });
        (await _server.Http.SendAsync(call)).EnsureSuccessStatusCode();
    }

    /// <summary>Signed in on a site that knows the number.</summary>
    private async Task ChatAsync()
    {
        var hash = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(ChatSecret), Encoding.UTF8.GetBytes(Phone)));
        await using var page = await ChatPage.OpenAsync(_server, identity: new { identifier = Phone, hash });
        await page.SendAsync(new { type = "send", clientId = $"c{++_said}", text = "hello" });
    }

    private async Task CloseAsync()
    {
        var id = (await _server.ConversationAsync(Phone)).GetProperty("id").GetString();
        (await _server.Http.PostAsJsonAsync($"/conversations/{id}/close", new { reason = "done" })).EnsureSuccessStatusCode();
    }

    private async Task KnowAsync(string citizen, string kind, string address) =>
        (await _server.Http.PostAsJsonAsync($"/citizens/{citizen}/contact-points", new { kind, address })).EnsureSuccessStatusCode();

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();
}
