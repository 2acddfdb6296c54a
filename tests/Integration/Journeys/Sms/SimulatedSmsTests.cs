using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>With nothing configured: a phone in the simulator writes and is answered, over each provider's own wire format.</summary>
public sealed class SimulatedSmsTests : IAsyncLifetime
{
    private const string Anna = "+447946000001";
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync("Sms:Twilio:AuthToken=", "Sms:Twilio:PublicUrl=", "Sms:Twilio:BaseUrl=");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("twilio", "+15550100")]
    [InlineData("kannel", "+15550101")]
    [InlineData("vonage", "+15550102")]
    public async Task A_phone_writes_and_gets_its_answer_over_the_same_provider(string provider, string ours)
    {
        Assert.Equal(HttpStatusCode.Created, await WriteAsync(provider, "Grüße — wann?"));
        var conversation = await Eventually.GetAsync(async () => (await _server.LogAsync("?types=conversation.message-received.v1")).SingleOrDefault());
        Assert.Equal(("Grüße — wann?", ours, provider), (conversation.Text("text"), conversation.Text("to"), conversation.Text("provider")));
        var id = (await _server.ConversationAsync(Anna)).GetProperty("id").GetString()!;
        await _server.ReplyAsync(id, "Morgen, 10 €");
        await Eventually.TrueAsync(async () => (await OnPhoneAsync()).Any(message =>
            message.GetProperty("direction").GetString() == "outbound" && message.GetProperty("text").GetString() == "Morgen, 10 €"
            && message.GetProperty("provider").GetString() == provider && message.GetProperty("state").GetString() == "delivered"));
        await Eventually.TrueAsync(async () => (await _server.LogAsync("?types=conversation.delivery-reported.v1")).Any(e => e.Text("state") == "delivered"));
    }

    [Fact]
    public async Task A_long_text_over_vonage_comes_in_parts_and_is_one_message()
    {
        var text = string.Concat(Enumerable.Range(0, 100).Select(i => $"{i} €~ "));
        Assert.Equal(HttpStatusCode.Created, await WriteAsync("vonage", text));
        var received = await Eventually.GetAsync(async () => (await _server.LogAsync("?types=conversation.message-received.v1")).SingleOrDefault());
        Assert.Equal(text, received.Text("text"));
        Assert.True((await _server.LogAsync("?types=parts.part-kept.v1")).Count > 2);
    }

    [Fact]
    public async Task What_goes_wrong_with_the_first_provider_is_made_good_by_the_next()
    {
        await WriteAsync("vonage", "hello");
        var id = (await _server.ConversationAsync(Anna)).GetProperty("id").GetString()!;
        (await _server.Http.PostAsJsonAsync("/simulator/faults", new { fail = "503", times = 1, duplicateWebhooks = true, reorderStatuses = true })).EnsureSuccessStatusCode();
        await _server.ReplyAsync(id, "answer");
        await Eventually.TrueAsync(async () => (await _server.LogAsync("?types=conversation.delivery-reported.v1")).Any(e => e.Text("state") == "delivered"));
        Assert.Single(await OnPhoneAsync(), message => message.GetProperty("direction").GetString() == "outbound");
    }

    private async Task<HttpStatusCode> WriteAsync(string provider, string text) =>
        (await _server.Http.PostAsJsonAsync($"/simulator/phones/{Uri.EscapeDataString(Anna)}/messages", new { text, provider })).StatusCode;

    private async Task<List<JsonElement>> OnPhoneAsync() =>
        [.. (await _server.Http.GetFromJsonAsync<JsonElement>($"/simulator/phones/{Uri.EscapeDataString(Anna)}")).GetProperty("messages").EnumerateArray()];
}
