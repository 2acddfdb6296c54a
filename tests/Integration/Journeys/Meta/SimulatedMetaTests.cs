using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>The simulator plays people on WhatsApp and Messenger, over Meta's wire.</summary>
public sealed class SimulatedMetaTests : IAsyncLifetime
{
    private const string OnWhatsApp = "+447700900555";
    private const string OnMessenger = "7100000000000071";
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_button_of_the_page_is_a_choice()
    {
        var details = await PlayedAsync("messenger", OnMessenger, new { postback = new { id = "GET_STARTED", title = "Get started" } });
        Assert.Equal(("postback", "GET_STARTED"), (details.GetProperty("kind").GetString(), details.GetProperty("choice").GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Who_comes_by_a_link_says_which() =>
        Assert.Equal("referral", (await PlayedAsync("messenger", OnMessenger, new { referral = "poster-town-hall" }, "poster-town-hall")).GetProperty("kind").GetString());

    [Fact]
    public async Task A_button_of_a_template_is_a_choice()
    {
        var details = await PlayedAsync("whatsapp", OnWhatsApp, new { button = new { id = "confirm", title = "Confirm" } });
        Assert.Equal("confirm", details.GetProperty("choice").GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_filled_in_form_is_read()
    {
        var details = await PlayedAsync("whatsapp", OnWhatsApp, new { form = new { street = "High Street", number = "1" } });
        Assert.Equal("High Street", JsonDocument.Parse(details.GetProperty("form").GetString()!).RootElement.GetProperty("street").GetString());
    }

    [Fact]
    public async Task What_the_other_channel_has_is_refused()
    {
        var answer = await _server.Http.PostAsJsonAsync($"/simulator/people/messenger/{OnMessenger}/messages", new { form = new { street = "High Street" } });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    private async Task<JsonElement> PlayedAsync(string channel, string person, object act, string? text = null)
    {
        (await _server.Http.PostAsJsonAsync($"/simulator/people/{channel}/{person}/messages", act)).EnsureSuccessStatusCode();
        var heard = Assert.Single(await _server.LogAsync("?types=conversation.message-received.v1")).Content;
        if (text is not null)
            Assert.Equal(text, heard.GetProperty("text").GetString());
        return heard.GetProperty("details");
    }
}
