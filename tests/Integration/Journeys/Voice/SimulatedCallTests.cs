using System.Net.Http.Json;
using System.Text.Json;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>The simulator plays the telephone network, over the wire, in both directions.</summary>
public sealed class SimulatedCallTests : IAsyncLifetime
{
    private const string Anna = "+447700900123";
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_phone_calls_leaves_a_message_and_finds_it_written_down()
    {
        var call = await _server.Http.PostAsJsonAsync($"/simulator/phones/{Anna}/calls", new { });
        call.EnsureSuccessStatusCode();
        var id = (await call.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        await UntilAsync(shown => shown.GetProperty("awaits").GetString() == "keys speech");
        await DoAsync(id, "keys", "3");
        await UntilAsync(shown => shown.GetProperty("awaits").GetString() == "message");
        await DoAsync(id, "speech", "The street light is out.");
        await UntilAsync(shown => shown.GetProperty("state").GetString() == "completed");
        await Eventually.TrueAsync(async () =>
        {
            var conversation = await _server.ConversationAsync(Anna);
            return conversation.GetProperty("messages").EnumerateArray().Any(message =>
                    message.TryGetProperty("transcript", out var words) && words.GetString() == "The street light is out."
                    && message.GetProperty("attachments")[0].GetProperty("url").GetString()!.StartsWith("/attachments/", StringComparison.Ordinal))
                && conversation.GetProperty("calls")[0].GetProperty("status").GetString() == "completed";
        });
    }

    [Fact]
    public async Task A_phone_that_is_called_answers_with_a_key()
    {
        await _server.Http.PostAsJsonAsync($"/simulator/phones/{Anna}/calls", new { });
        await UntilAsync(shown => shown.GetProperty("awaits").GetString() == "keys speech");
        await DoAsync(await LatestAsync(), "hangup", null);
        var conversation = (await _server.ConversationAsync(Anna)).GetProperty("id").GetString()!;
        (await _server.Http.PostAsJsonAsync(
            $"/conversations/{conversation}/replies", new { text = "Shall we come?", channel = "voice", choices = new[] { new { id = "yes", title = "Yes" } } })).EnsureSuccessStatusCode();
        await UntilAsync(shown => shown.GetProperty("awaits").GetString() == "answer");
        await DoAsync(await LatestAsync(), "answer", null);
        await UntilAsync(shown => shown.GetProperty("awaits").GetString() == "keys" && shown.GetProperty("direction").GetString() == "outbound");
        await DoAsync(await LatestAsync(), "keys", "1");
        await Eventually.TrueAsync(async () => (await _server.ConversationAsync(Anna)).GetProperty("messages").EnumerateArray().Any(message => message.GetProperty("text").GetString() == "Yes"));
        await Eventually.TrueAsync(async () => (await _server.ConversationAsync(Anna)).GetProperty("messages").EnumerateArray().Any(message =>
            message.TryGetProperty("delivery", out var delivery) && delivery.GetProperty("state").GetString() == "delivered"));
    }

    private async Task DoAsync(string id, string kind, string? text) =>
        (await _server.Http.PostAsJsonAsync($"/simulator/calls/{id}", new { kind, text })).EnsureSuccessStatusCode();

    private async Task<string> LatestAsync() => (await CallsAsync())[0].GetProperty("id").GetString()!;

    private Task UntilAsync(Func<JsonElement, bool> fits) =>
        Eventually.TrueAsync(async () => await CallsAsync() is { } calls && calls.GetArrayLength() > 0 && fits(calls[0]));

    private async Task<JsonElement> CallsAsync() => await _server.Http.GetFromJsonAsync<JsonElement>($"/simulator/phones/{Anna}/calls");
}
