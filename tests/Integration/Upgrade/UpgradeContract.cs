using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Omnichannel.EventSourcing;
using Omnichannel.Server;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Upgrade;

/// <summary>The program of today starts on what an earlier version wrote. Each database that it may have been in runs the same tests.</summary>
public abstract class UpgradeContract(string fixture) : IAsyncLifetime
{
    /// <summary>The address of the webhook is in the log.</summary>
    private const int ReceiverPort = 9471;
    private const string Anna = "+447946000101";
    private const string Zoe = "+447946000110";

    private readonly StartPositions _starts = new();
    private EarlierInstallation _earlier = null!;
    private TwilioStub _twilio = null!;
    private WebhookReceiver _receiver = null!;
    private RunningServer _server = null!;

    /// <summary>Puts the data where the program is to find them.</summary>
    /// <returns>Settings that say so.</returns>
    private protected virtual Task<string[]> RestoreAsync(EarlierInstallation earlier) => Task.FromResult(Array.Empty<string>());

    private protected abstract string TableNames { get; }

    /// <summary>What other programs were told over the exchange; null without one.</summary>
    private protected virtual Task<IReadOnlyList<CloudEvent>?> PublishedAsync() => Task.FromResult<IReadOnlyList<CloudEvent>?>(null);

    public async ValueTask InitializeAsync()
    {
        _earlier = new EarlierInstallation(fixture);
        var restored = await RestoreAsync(_earlier);
        _twilio = await TwilioStub.StartAsync();
        _receiver = await WebhookReceiver.StartAsync(ReceiverPort);
        _server = await RunningServer.StartAsync(
            [.. Modules.All, _starts],
            [
                $"OMNICHANNEL_DATA={_earlier.Data}", $"Sms:Twilio:BaseUrl={_twilio.Address}", $"Feeds:Webhooks:AllowedHosts={_receiver.Address.Authority}",
                "Outreach:QuietFrom=00:00", "Outreach:QuietTo=00:00",
                // A reply that had no outcome is ordered again for a day. The fixture's is meant to be older, on the day it is written too.
                "Conversations:ReconcileAfter=30.00:00:00", .. restored,
            ]);
        await AtHeadAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _receiver.DisposeAsync();
        await _twilio.DisposeAsync();
        _earlier.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_was_answered_is_answered_still()
    {
        var differences = new List<string>();
        foreach (var before in _earlier.Answers)
        {
            var path = before.GetProperty("path").GetString()!;
            using var caller = before.TryGetProperty("key", out var key) ? _server.NewClient(_earlier.Fact("keys", key.GetString()!)) : _server.NewClient(RunningServer.AdminKey);
            using var now = await caller.GetAsync(Renamings.RouteOf(path));
            differences.AddRange((await CompareAsync(before, now)).Select(one => $"{path} {one}"));
        }

        var feed = (await _server.Http.GetStringAsync("/feeds/events")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(_earlier.Feed.Count, feed.Count);
        differences.AddRange(_earlier.Feed.Zip(feed).SelectMany(pair => Differences.Between(pair.First, pair.Second, name => name, $"event {pair.First.GetProperty("position")}")));
        Assert.True(differences.Count == 0, string.Join("\n", differences));
    }

    /// <summary>A follower with a new name and no place begins with the first event: it sends, calls and publishes everything once more.</summary>
    [Fact]
    public async Task Whoever_acts_on_events_goes_on_where_they_were()
    {
        var projections = _server.Services.GetServices<IProjection>().Select(projection => $"{projection.Name}-").ToList();
        Assert.All(
            _starts.All.Where(start => !projections.Exists(name => start.Key.StartsWith(name, StringComparison.Ordinal))),
            start => Assert.Equal($"{start.Key} at {_earlier.Head}", $"{start.Key} at {start.Value}"));
        Assert.NotEmpty(_starts.All);
        // A checkpoint that nobody moves any more looks like a follower that falls behind.
        var shown = (await GetAsync("/feeds/subscriptions")).GetProperty("items").EnumerateArray().Select(one => one.GetProperty("id").GetString()!);
        Assert.Equal(_server.Services.GetRequiredService<SubscriptionProgress>().All.Select(one => one.Name).Order(), shown.Order());
    }

    [Fact]
    public async Task What_was_done_is_not_done_again_and_what_is_new_is_done_once()
    {
        Assert.Empty(await _server.LogAsync($"?after={_earlier.Head}"));
        var conversation = _earlier.Fact("conversations", "anna");
        await _server.TextAsync(Anna, "Are you coming?");
        await MessageAsync(conversation, message => message.GetProperty("text").GetString() == "Are you coming?");
        var reply = await _server.ReplyAsync(conversation, "We are on the way.");
        // An agent who tries again, with the key that was answered before the upgrade.
        Assert.Equal(_earlier.Fact("repliedOnce", "id"), await RepeatAsync(_earlier.Facts.GetProperty("repliedOnce")));
        await MessageAsync(conversation, message => message.GetProperty("id").GetString() == reply && message.GetProperty("delivery").GetProperty("state").GetString() == "accepted");
        await _receiver.TakenAsync(1);
        await AtHeadAsync();
        Assert.Equal((Anna, "We are on the way."), (Assert.Single(_twilio.Messages).To, _twilio.Messages.Single().Body));
        var told = Assert.Single(_receiver.All);
        Assert.Equal(("Are you coming?", true), (told.Event.Text("text"), told.IsSignedWith(_earlier.Fact("webhook", "secret"))));
        Assert.Empty((await GetAsync($"/simulator/phones/{Uri.EscapeDataString(_earlier.Fact("agentPhone"))}/calls")).EnumerateArray());
        if (await PublishedAsync() is { } published)
            Assert.Equal((await _server.LogAsync($"?after={_earlier.Head}")).Select(one => one.Position), published.Select(one => one.Position));
    }

    [Fact]
    public async Task Who_opted_out_before_is_not_written_to()
    {
        var refused = await _server.Http.PostAsJsonAsync($"/conversations/{_earlier.Fact("conversations", "ida")}/replies", new { text = "Are you sure?" });
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, "contact-point.opted-out"),
            (refused.StatusCode, (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Who_was_erased_before_stays_erased_and_is_somebody_new()
    {
        Assert.Empty(await TablesWithAsync("Zephyr"));
        Assert.Empty((await GetAsync($"/citizens?contactPoint={Uri.EscapeDataString(Zoe)}")).GetProperty("items").EnumerateArray());
        await _server.TextAsync(Zoe, "Hello");
        var registered = await Eventually.GetAsync(async () => (await _server.LogAsync($"?after={_earlier.Head}&types=citizen.registered.v1")).SingleOrDefault());
        Assert.NotEqual($"citizen-{_earlier.Fact("people", "zoe")}", registered.Subject);
        Assert.Equal(HttpStatusCode.Gone, (await _server.Http.GetAsync($"/citizens/{_earlier.Fact("people", "zoe")}")).StatusCode);
    }

    /// <summary>Also from tables that only the earlier version knew.</summary>
    [Fact]
    public async Task Who_is_erased_now_is_gone_from_every_table()
    {
        // One wrote and has a name, the other called.
        string[] traces = ["Emil Elm", "My passport has run out", "+447946000105", "The street light is out.", "+447946000107"];
        Assert.NotEmpty(await TablesWithAsync(traces));
        foreach (var citizen in new[] { "emil", "greta" })
            (await _server.Http.PostAsJsonAsync($"/citizens/{_earlier.Fact("people", citizen)}/erase", new { reason = "asked" })).EnsureSuccessStatusCode();
        await Eventually.TrueAsync(async () => (await _server.LogAsync($"?after={_earlier.Head}&types=citizen.erasure-done.v1")).Count == 2);
        await AtHeadAsync();
        Assert.Empty(await TablesWithAsync(traces));
    }

    /// <summary>Returns once the conversation has such a message.</summary>
    private Task MessageAsync(string conversation, Func<JsonElement, bool> fits) => Eventually.TrueAsync(async () =>
        (await GetAsync($"/conversations/{conversation}")).GetProperty("messages").EnumerateArray().Any(fits));

    private static async Task<IEnumerable<string>> CompareAsync(JsonElement before, HttpResponseMessage now)
    {
        if (before.GetProperty("status").GetInt32() != (int)now.StatusCode)
            return [$"{before.GetProperty("status")}, now {(int)now.StatusCode}"];
        if (before.TryGetProperty("body", out var body))
            return Differences.Between(body, await now.Content.ReadFromJsonAsync<JsonElement>(), Renamings.MemberOf);
        if (before.TryGetProperty("sha256", out var hash))
            return hash.GetString() == Convert.ToHexStringLower(SHA256.HashData(await now.Content.ReadAsByteArrayAsync())) ? [] : ["has other bytes"];
        return !before.TryGetProperty("text", out var text) || text.GetString() == await now.Content.ReadAsStringAsync() ? [] : ["has another text"];
    }

    private async Task<string?> RepeatAsync(JsonElement request)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, Renamings.RouteOf(request.GetProperty("path").GetString()!))
        {
            Content = JsonContent.Create(request.GetProperty("body")),
        };
        message.Headers.Add("Idempotency-Key", request.GetProperty("key").GetString());
        using var answer = await _server.Http.SendAsync(message);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
    }

    private Task<JsonElement> GetAsync(string path) => _server.Http.GetFromJsonAsync<JsonElement>(path);

    /// <summary>Returns once everything that follows the log has followed it to its end.</summary>
    private async Task AtHeadAsync()
    {
        var progress = _server.Services.GetRequiredService<SubscriptionProgress>();
        var log = _server.Services.GetRequiredService<ILogHead>();
        var followers = _server.Services.GetServices<IHostedService>().OfType<Subscription>().Count();
        await Eventually.TrueAsync(async () =>
        {
            var head = await log.HeadAsync(CancellationToken.None);
            return progress.All.Count(one => one.Position >= head) == followers;
        });
    }

    private async Task<List<string>> TablesWithAsync(params string[] texts)
    {
        await using var connection = await _server.Services.GetRequiredService<IReadModels>().OpenAsync(CancellationToken.None);
        var found = new List<string>();
        foreach (var table in await connection.QueryAsync<string>(TableNames))
        {
            var values = (await connection.QueryAsync($"SELECT * FROM {table}")).SelectMany(row => ((IDictionary<string, object?>)row).Values).OfType<string>();
            if (values.Any(value => texts.Any(text => value.Contains(text, StringComparison.Ordinal))))
                found.Add(table);
        }

        return found;
    }
}
