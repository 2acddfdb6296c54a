using System.Net.Http.Json;
using System.Text.Json;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>What the running program sends, against the verifier of Standard Webhooks and the schema of AsyncAPI.</summary>
public sealed class FeedPeerTests
{
    private static readonly NodePeer Peer = new("feeds");

    [Fact]
    public async Task The_standard_s_own_verifier_takes_our_deliveries_with_the_old_and_the_new_secret_also_after_a_kill()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var city = await Installation.EmbeddedAsync(new KeyValuePair<string, string>("Feeds__Webhooks__AllowedHosts", receiver.Address.Authority));
        using var http = city.Channels.NewClient();
        var made = await PostAsync(http, "/feeds/webhooks", new { url = receiver.Address, from = 1 });
        for (var i = 0; i < 5; i++)
            await TextAsync(city, http, $"SM{i}");
        await CaughtUpAsync(receiver, http);
        var rotated = await PostAsync(http, $"/feeds/webhooks/{Text(made, "id")}/rotate", null);
        await city.Channels.KillAsync();
        await city.Channels.StartAsync();
        for (var i = 5; i < 10; i++)
            await TextAsync(city, http, $"SM{i}");
        var log = await CaughtUpAsync(receiver, http);
        Assert.Equal(log.Select(e => e.Id), receiver.Taken.DistinctBy(one => one.Id).Select(one => one.Event.Id));

        var all = receiver.Taken.ToList();
        Assert.Equal(all.Select(one => one.Event.Type), await VerifyAsync(all, Text(made, "secret")));
        var types = await VerifyAsync(all, Text(rotated, "secret"));
        Assert.All(all.Zip(types), pair => Assert.Equal(pair.First.Signature.Contains(' ', StringComparison.Ordinal) ? pair.First.Event.Type : null, pair.Second));
        Assert.Contains(types, type => type is not null);
        Assert.All(await VerifyAsync([.. all.Select(one => one with { Body = one.Body.Replace("conversation", "Conversation", StringComparison.Ordinal).Insert(0, " ") })], Text(made, "secret")), Assert.Null);
    }

    [Fact]
    public async Task The_document_is_an_async_api_and_what_is_sent_is_as_it_says()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var city = await Installation.EmbeddedAsync([.. ProviderCalls.Settings, new("Feeds__Webhooks__AllowedHosts", receiver.Address.Authority)]);
        using var http = city.Channels.NewClient();
        await PostAsync(http, "/feeds/webhooks", new { url = receiver.Address, from = 1 });
        await TextAsync(city, http, "SM1");
        var log = await CaughtUpAsync(receiver, http);
        var conversation = log.First(e => e.Subject.StartsWith("conversation-", StringComparison.Ordinal)).Subject["conversation-".Length..];
        await PostAsync(http, $"/conversations/{conversation}/notes", new { text = "a note" });
        await PostAsync(http, $"/conversations/{conversation}/replies", new { text = "We come tomorrow" });
        await PostAsync(http, $"/conversations/{conversation}/assignment", new { assignee = "anna", queue = "bins" });
        await PostAsync(http, $"/conversations/{conversation}/close", new { });
        await CaughtUpAsync(receiver, http);
        var document = await http.GetFromJsonAsync<JsonElement>("/asyncapi.json");
        var events = (await http.GetStringAsync("/feeds/events")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        Assert.True(events.Select(e => Text(e, "type")).Distinct().Count() > 6);
        var job = new { document, events, deliveries = receiver.Taken.Select(one => JsonSerializer.Deserialize<JsonElement>(one.Body)) };
        Assert.Equal("""{"errors":[],"misfits":[]}""", (await Peer.AskAsync("asyncapi", job)).GetRawText());

        // It does find what is wrong.
        var spoilt = new { document = new { asyncapi = "3.0.0", info = 1, components = document.GetProperty("components") }, events = new object[] { new { type = "conversation.closed.v1" } }, deliveries = Array.Empty<object>() };
        var found = await Peer.AskAsync("asyncapi", spoilt);
        Assert.True(found.GetProperty("errors").GetArrayLength() > 0 && found.GetProperty("misfits").GetArrayLength() == 1, found.GetRawText());
    }

    private static async Task<List<string?>> VerifyAsync(IEnumerable<WebhookReceiver.Received> taken, string secret)
    {
        var answers = await Peer.AskAsync("webhooks", taken.Select(one => new
        {
            secret,
            headers = new Dictionary<string, string> { ["webhook-id"] = one.Id, ["webhook-timestamp"] = one.Timestamp, ["webhook-signature"] = one.Signature },
            body = one.Body,
        }));
        return [.. answers.EnumerateArray().Select(answer => answer.GetString())];
    }

    /// <summary>Returns what the log shows once all of it has been delivered.</summary>
    private static async Task<List<CloudEvent>> CaughtUpAsync(WebhookReceiver receiver, HttpClient http)
    {
        var log = new List<CloudEvent>();
        await Eventually.TrueAsync(async () =>
        {
            log = await LogLines.ReadAsync(http);
            return receiver.Taken.Select(one => one.Event.Id).Distinct().Count() == log.Count;
        });
        return log;
    }

    private static async Task TextAsync(Installation city, HttpClient http, string sid)
    {
        using var text = Installation.Twilio.Text(city.Channels.Address, sid, "+447946000001", "My bin was not collected");
        (await http.SendAsync(text)).EnsureSuccessStatusCode();
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, string path, object? body)
    {
        using var response = await http.PostAsJsonAsync(path, body);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
