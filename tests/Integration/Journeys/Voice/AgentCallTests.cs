using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>Agents at the desk take calls that wait, and call back; the simulator plays the telephone network over the wire.</summary>
public sealed class AgentCallTests : IAsyncLifetime
{
    private const string Anna = "+447700900123";
    private const string Ben = "+447700900999";
    private const string Menu =
        """
        menu: city
        languages: [en-GB]
        start: service
        nodes:
          service:
            enqueue: {queue: service, maxWait: 600, callback: true}
            next: bye
            otherwise: bye
          bye:
            hangup: Goodbye.
        """;

    private readonly string _menu = Path.Combine(Directory.CreateTempSubdirectory().FullName, "menu.yaml");
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(_menu, Menu);
        _server = await RunningServer.StartAsync($"Voice:Menus={_menu}");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(_menu)!, recursive: true);
    }

    [Fact]
    public async Task A_call_that_waits_is_taken_by_one_agent_and_waits_again_at_its_turn_when_nobody_answers()
    {
        var waiting = await WaitingCallAsync();
        var joined = waiting.GetProperty("joinedAt").GetDateTimeOffset();
        Assert.Equal(HttpStatusCode.Accepted, (await TakeAsync(waiting, "take", Ben)).StatusCode);
        Assert.Equal("call.taken", await RefusalAsync(await TakeAsync(waiting, "take", "+447700900998"), HttpStatusCode.Conflict));
        Assert.Equal(HttpStatusCode.Accepted, (await TakeAsync(waiting, "take", Ben)).StatusCode);
        await UntilAsync(Ben, phone => phone.GetProperty("awaits").GetString() == "answer");
        await DeskAsync(call => call.TryGetProperty("takenBy", out _));

        await DoAsync(Ben, "hangup");
        var again = await DeskAsync(call => call.TryGetProperty("takeProblem", out _) && call.TryGetProperty("queue", out _));
        Assert.Equal(("agent.busy", joined), (again.GetProperty("takeProblem").GetString(), again.GetProperty("joinedAt").GetDateTimeOffset()));
        Assert.False(again.TryGetProperty("takenBy", out _));

        await UntilAsync(Anna, phone => phone.GetProperty("awaits").GetString() == "queue");
        Assert.Equal(HttpStatusCode.Accepted, (await TakeAsync(waiting, "take", Ben)).StatusCode);
        await UntilAsync(Ben, phone => phone.GetProperty("awaits").GetString() == "answer");
        await DoAsync(Ben, "answer");
        await DeskAsync(call => !call.TryGetProperty("queue", out _) && call.TryGetProperty("takenBy", out _));
        await UntilAsync(Ben, phone => phone.GetProperty("awaits").GetString() == "talk");
        await DoAsync(Ben, "speech", "How can I help?");
        await UntilAsync(Anna, phone => phone.GetProperty("lines").EnumerateArray().Any(line => line.GetProperty("text").GetString() == "How can I help?"));
        await DoAsync(Ben, "hangup");
        await UntilAsync(Anna, phone => phone.GetProperty("state").GetString() == "completed");
        // Until the platform has heard that the call is over, the same agent's taking is the same taking.
        await Eventually.TrueAsync(async () => (await CallsAsync("?open=true")).Count == 0);
        Assert.Equal("call.not-waiting", await RefusalAsync(await TakeAsync(waiting, "take", Ben), HttpStatusCode.Conflict));
        Assert.Equal(2, (await _server.LogAsync("?types=conversation.call-taken.v1")).Count);
    }

    [Fact]
    public async Task Who_hangs_up_to_be_called_back_keeps_the_turn_and_is_connected_with_the_agent()
    {
        var waiting = await WaitingCallAsync();
        await DoAsync(Anna, "keys", "1");
        var wish = await DeskAsync(call => call.GetProperty("wantsCallback").GetBoolean() && call.TryGetProperty("endedAt", out _));
        Assert.Equal(waiting.GetProperty("joinedAt").GetDateTimeOffset(), wish.GetProperty("joinedAt").GetDateTimeOffset());

        Assert.Equal(HttpStatusCode.Accepted, (await TakeAsync(wish, "call-back", Ben)).StatusCode);
        Assert.Equal("callback.taken", await RefusalAsync(await TakeAsync(wish, "call-back", "+447700900998"), HttpStatusCode.Conflict));
        await UntilAsync(Ben, phone => phone.GetProperty("awaits").GetString() == "answer");
        await DoAsync(Ben, "answer");
        await UntilAsync(Ben, phone => phone.GetProperty("awaits").GetString() == "keys");
        await DoAsync(Ben, "keys", "1");
        await UntilAsync(Anna, phone => phone.GetProperty("awaits").GetString() == "answer");
        await DoAsync(Anna, "answer");
        await UntilAsync(Anna, phone => phone.GetProperty("awaits").GetString() == "talk");
        await Eventually.TrueAsync(async () => (await CallsAsync("")).Any(call => call.GetProperty("id").GetString() == wish.GetProperty("id").GetString()
            && !call.GetProperty("wantsCallback").GetBoolean() && call.TryGetProperty("calledBackAt", out _)));
        Assert.Equal("callback.not-wanted", await RefusalAsync(await TakeAsync(wish, "call-back", "+447700900998"), HttpStatusCode.Conflict));
        await DoAsync(Anna, "hangup");
        await Eventually.TrueAsync(async () => (await CallsAsync("")).Any(call =>
            call.GetProperty("direction").GetString() == "outbound" && call.GetProperty("status").GetString() == "completed"
            && call.GetProperty("contactPoint").GetProperty("address").GetString() == Anna));
        Assert.Single(await _server.LogAsync("?types=conversation.callback-fulfilled.v1"));
    }

    [Fact]
    public async Task What_is_no_phone_and_no_call_is_refused()
    {
        var waiting = await WaitingCallAsync();
        Assert.Equal("phone.unreadable", await RefusalAsync(await TakeAsync(waiting, "take", "my phone"), HttpStatusCode.UnprocessableEntity));
        var nowhere = await _server.Http.PostAsJsonAsync($"/conversations/calls/{Guid.Empty}/take", new { phone = Ben });
        Assert.Equal("call.missing", await RefusalAsync(nowhere, HttpStatusCode.NotFound));
        Assert.Equal("callback.not-wanted", await RefusalAsync(await TakeAsync(waiting, "call-back", Ben), HttpStatusCode.Conflict));
    }

    private async Task<JsonElement> WaitingCallAsync()
    {
        (await _server.Http.PostAsJsonAsync($"/simulator/phones/{Anna}/calls", new { })).EnsureSuccessStatusCode();
        await UntilAsync(Anna, phone => phone.GetProperty("awaits").GetString() == "queue");
        return await DeskAsync(call => call.TryGetProperty("queue", out _));
    }

    private Task<HttpResponseMessage> TakeAsync(JsonElement call, string how, string phone) =>
        _server.Http.PostAsJsonAsync($"/conversations/calls/{call.GetProperty("id").GetString()}/{how}", new { phone });

    private static async Task<string?> RefusalAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
    }

    /// <summary>What is done at the phone with its latest call.</summary>
    private async Task DoAsync(string phone, string kind, string? text = null)
    {
        var id = (await PhoneAsync(phone))[0].GetProperty("id").GetString();
        (await _server.Http.PostAsJsonAsync($"/simulator/calls/{id}", new { kind, text })).EnsureSuccessStatusCode();
    }

    private Task UntilAsync(string phone, Func<JsonElement, bool> fits) =>
        Eventually.TrueAsync(async () => await PhoneAsync(phone) is { Count: > 0 } calls && fits(calls[0]));

    private async Task<List<JsonElement>> PhoneAsync(string phone) =>
        [.. (await _server.Http.GetFromJsonAsync<JsonElement>($"/simulator/phones/{phone}/calls")).EnumerateArray()];

    private async Task<JsonElement> DeskAsync(Func<JsonElement, bool> fits)
    {
        JsonElement? found = null;
        await Eventually.TrueAsync(async () => (found = (await CallsAsync("?open=true")).Where(fits).Select(call => (JsonElement?)call).FirstOrDefault()) is not null);
        return found!.Value;
    }

    private async Task<List<JsonElement>> CallsAsync(string query) =>
        [.. (await _server.Http.GetFromJsonAsync<JsonElement>($"/conversations/calls{query}")).GetProperty("items").EnumerateArray()];
}
