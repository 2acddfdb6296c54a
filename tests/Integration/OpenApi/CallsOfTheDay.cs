using System.Text.Json;

namespace Omnichannel.Integration.OpenApi;

/// <summary>Calls to the city and calls of the city, each to its end.</summary>
internal sealed class CallsOfTheDay(DescribedCity city, string anna)
{
    public const string Menu =
        """
        menu: city
        languages: [en-GB]
        start: matter
        nodes:
          matter:
            gather:
              say: For a person press 1, to leave a message press 2, for the depot press 3.
              choices:
                "1": {title: a person, next: service}
                "2": {title: a message, next: voicemail}
                "3": {title: the depot, next: depot}
              otherwise: service
          service:
            enqueue: {queue: service, maxWait: 600, callback: true}
            next: bye
            otherwise: bye
          voicemail:
            record: {say: Please leave a message.}
            next: bye
          depot:
            dial: {numbers: ["+447700900777"]}
            next: bye
            otherwise: bye
          bye:
            hangup: Goodbye.
        """;

    private const string Ben = "+447700900999";
    private const string Depot = "+447700900777";
    private const string Carl = "+447946000009";

    public async Task RunAsync()
    {
        await TakeAsync();
        await CallBackAsync();
        await LeaveMessageAsync();
        await ReachDepotAsync();
        await AskByCallAsync();
        await city.GetAsync("/conversations/calls?limit=5");
    }

    private async Task TakeAsync()
    {
        await city.StreamAsync("/conversations/calls/live", () => CallAsync(anna, "1"));
        var call = await city.FirstAsync("/conversations/calls?open=true", one => one.TryGetProperty("queue", out _));
        var path = $"/conversations/calls/{call.GetProperty("id").GetString()}";
        await city.RefusedAsync(409, HttpMethod.Post, $"{path}/call-back", new { phone = Ben });
        await city.RefusedAsync(422, HttpMethod.Post, $"{path}/take", new { phone = "my phone" });
        await UntilAsync(anna, "queue");
        await city.PostAsync($"{path}/take", new { phone = Ben });
        await city.GetAsync($"/conversations/{call.GetProperty("conversationId").GetString()}");
        await DoAsync(Ben, "answer", "answer");
        await DoAsync(Ben, "talk", "hangup");
        await EndedAsync(anna);
    }

    private async Task CallBackAsync()
    {
        await CallAsync(Carl, "1");
        await DoAsync(Carl, "queue", "keys", "1");
        var wish = await city.FirstAsync(
            "/conversations/calls?open=true", one => one.GetProperty("wantsCallback").GetBoolean() && one.TryGetProperty("endedAt", out _));
        await city.PostAsync($"/conversations/calls/{wish.GetProperty("id").GetString()}/call-back", new { phone = Ben });
        await DoAsync(Ben, "answer", "answer");
        await DoAsync(Ben, "keys", "keys", "1");
        await DoAsync(Carl, "answer", "answer");
        await DoAsync(Carl, "talk", "hangup");
        await EndedAsync(Ben);
        await city.FirstAsync("/conversations/calls", one => one.TryGetProperty("calledBackAt", out _));
    }

    private async Task LeaveMessageAsync()
    {
        await CallAsync(Carl, "2");
        await DoAsync(Carl, "message", "speech", "The street light is out.");
        await EndedAsync(Carl);
        var id = (await city.Server.ConversationAsync(Carl)).GetProperty("id").GetString();
        await city.UntilAsync($"/conversations/{id}", view => view.GetProperty("messages").EnumerateArray().Any(message => message.TryGetProperty("transcript", out _)));
    }

    private async Task ReachDepotAsync()
    {
        await CallAsync(Carl, "3");
        await DoAsync(Depot, "answer", "answer");
        await DoAsync(Depot, "talk", "hangup");
        await EndedAsync(Carl);
    }

    private async Task AskByCallAsync()
    {
        var id = (await city.Server.ConversationAsync(Carl)).GetProperty("id").GetString();
        await city.PostAsync($"/conversations/{id}/replies", new { text = "Is it bright now?", channel = "voice", choices = new[] { new { id = "yes", title = "Yes" } } });
        await DoAsync(Carl, "answer", "answer");
        await DoAsync(Carl, "keys", "keys", "1");
        await city.UntilAsync($"/conversations/{id}", view => view.GetProperty("messages").EnumerateArray().Any(message => message.GetProperty("text").GetString() == "Yes"));
    }

    /// <summary>Calls, and chooses from the menu.</summary>
    private async Task CallAsync(string phone, string key)
    {
        await city.PostAsync($"/simulator/phones/{phone}/calls");
        await DoAsync(phone, "keys", "keys", key);
    }

    /// <summary>Does this at a phone once its latest call waits for that.</summary>
    private async Task DoAsync(string phone, string awaited, string kind, string? text = null)
    {
        var call = await UntilAsync(phone, awaited);
        await city.PostAsync($"/simulator/calls/{call.GetProperty("id").GetString()}", new { kind, text });
    }

    private async Task<JsonElement> UntilAsync(string phone, string awaited) =>
        (await city.UntilAsync($"/simulator/phones/{phone}/calls", calls => calls.GetArrayLength() > 0 && calls[0].GetProperty("awaits").GetString() == awaited))[0];

    private Task EndedAsync(string phone) =>
        city.UntilAsync($"/simulator/phones/{phone}/calls", calls => calls[0].GetProperty("state").GetString() == "completed");
}
