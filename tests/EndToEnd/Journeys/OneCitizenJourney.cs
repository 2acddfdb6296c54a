using System.Net.Http.Json;
using System.Text.Json;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>One citizen on six channels, each over its provider's own wire format: one identity, one timeline, the right conversation each time.</summary>
public sealed class OneCitizenJourney : IAsyncLifetime
{
    private const string Phone = "+447946000001";
    private const string Mail = "anna@home.example";
    private const string Person = "7100000000000071";
    private Installation _city = null!;
    private HttpClient _http = null!;
    private int _said;

    public async ValueTask InitializeAsync()
    {
        _city = await Installation.EmbeddedAsync(ProviderCalls.Settings);
        _http = _city.Channels.NewClient();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _city.DisposeAsync();
    }

    [Fact]
    public async Task Six_channels_one_citizen_one_timeline_and_the_right_conversation()
    {
        (string Channel, Func<Task> Contact, int Conversation)[] table =
        [
            ("sms",       () => CallAsync(ProviderCalls.Text, "SM", Phone),           1), // Twilio
            ("agent",     KnowAsync,                                                  1), // no provider can prove the two addresses that the citizen has told
            ("sms",       () => CallAsync(ProviderCalls.Kannel, "k", Phone),          1),
            ("sms",       () => CallAsync(ProviderCalls.Vonage, "v", Phone),          1),
            ("whatsapp",  () => CallAsync(ProviderCalls.WhatsApp, "wamid.", Phone),   1),
            ("voice",     () => CallAsync(ProviderCalls.Ring, "CA", Phone),           1),
            ("email",     () => CallAsync(ProviderCalls.Mail, "m@", Mail),            1),
            ("messenger", () => CallAsync(ProviderCalls.Messenger, "m_", Person),     1),
            ("webchat",   ChatAsync,                                                  1), // signed in on a site that knows the number
            ("agent",     CloseAsync,                                                 1),
            ("whatsapp",  () => CallAsync(ProviderCalls.WhatsApp, "wamid.", Phone),   2), // after the end of one the next begins, whatever the channel
            ("email",     () => CallAsync(ProviderCalls.Mail, "m@", Mail),            2),
            ("sms",       () => CallAsync(ProviderCalls.Vonage, "v", Phone),          2),
            ("webchat",   ChatAsync,                                                  2),
            ("messenger", () => CallAsync(ProviderCalls.Messenger, "m_", Person),     2),
            ("voice",     () => CallAsync(ProviderCalls.Ring, "CA", Phone),           2),
        ];
        string? citizen = null;
        foreach (var (channel, contact, conversation) in table)
        {
            await contact();
            var known = await CitizenAsync();
            citizen ??= known.GetProperty("id").GetString();
            Assert.Equal((channel, citizen, conversation), (channel, known.GetProperty("id").GetString(), known.GetProperty("conversations").GetArrayLength()));
        }

        Assert.Equal(2, (await LogLines.ReadAsync(_http, "?types=conversation.opened.v1")).Count);
        Assert.Single(await LogLines.ReadAsync(_http, "?types=citizen.registered.v1"));
        await IsOneTimelineAsync(citizen!, [.. table.Select(row => row.Channel).Where(channel => channel != "agent")]);
    }

    /// <summary>Each contact of the table is one entry.</summary>
    private async Task IsOneTimelineAsync(string citizen, string[] contacts)
    {
        var head = (await LogLines.ReadAsync(_http))[^1].Position;
        var timeline = await _http.GetFromJsonAsync<JsonElement>($"/timeline/citizens/{citizen}?limit=200&atLeast={head}");
        var entries = timeline.GetProperty("items").EnumerateArray().Where(IsContact).Select(entry => entry.GetProperty("channel").GetString()!);
        Assert.Equal(contacts.Order(), entries.Order());
    }

    private static bool IsContact(JsonElement entry) => entry.GetProperty("kind").GetString() is "message-received" or "call-received";

    private async Task CallAsync(Deliveries.Provider provider, string id, string address)
    {
        using var request = provider(_city.Channels.Address, $"{id}{++_said:D32}", address, $"hello {_said}");
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    private async Task ChatAsync()
    {
        await using var page = await ChatPage.OpenAsync(_city.Channels.Address, identity: ProviderCalls.ChatIdentity(Phone));
        await page.SendAsync(new { type = "send", clientId = $"c{++_said}", text = $"hello {_said}" });
    }

    private async Task KnowAsync()
    {
        var citizen = (await CitizenAsync()).GetProperty("id").GetString();
        foreach (var (kind, address) in new[] { ("email", Mail), ("messenger", Person) })
            (await _http.PostAsJsonAsync($"/citizens/{citizen}/contact-points", new { kind, address })).EnsureSuccessStatusCode();
    }

    private async Task CloseAsync()
    {
        var id = (await CitizenAsync()).GetProperty("conversations").EnumerateArray().Last().GetProperty("id").GetString();
        (await _http.PostAsJsonAsync($"/conversations/{id}/close", new { reason = "done" })).EnsureSuccessStatusCode();
    }

    private async Task<JsonElement> CitizenAsync()
    {
        var found = await _http.GetFromJsonAsync<JsonElement>($"/citizens?contactPoint={Uri.EscapeDataString(Phone)}");
        return found.GetProperty("items").EnumerateArray().Single();
    }
}
