using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Omnichannel.Contracts.Events;
using Omnichannel.Hosting;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>The log for others.</summary>
public sealed class FeedTests : IAsyncLifetime
{
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_subscriber_that_is_cut_off_ten_times_misses_and_repeats_nothing()
    {
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 120; i++)
                await _server.TextAsync($"+44794600{i % 7:D4}", $"text {i}");
            await _server.TextAsync("+447946000000", "the end");
        });
        var seen = new List<long>();
        var cuts = 0;
        var random = new Random(20261121);
        for (var ended = false; !ended; cuts++)
        {
            using var cut = new CancellationTokenSource();
            var left = cuts < 10 ? random.Next(1, 20) : int.MaxValue;
            await foreach (var (id, json) in ReadEventsAsync("/feeds/live?after=0", seen.Count == 0 ? null : seen[^1], cut.Token))
            {
                seen.Add(id);
                ended = json.Contains("the end", StringComparison.Ordinal);
                if (ended || --left == 0)
                    break;
            }

            await cut.CancelAsync();
        }

        await writing;
        Assert.True(cuts > 10, $"{cuts}");
        Assert.Equal((await _server.LogAsync()).Select(e => e.Position), seen);
    }

    [Fact]
    public async Task Agents_and_analysts_see_how_far_everything_is_behind()
    {
        await _server.TextAsync("+447946000000", "Hello");
        var head = (await _server.LogAsync())[^1].Position;
        using var agent = await _server.NewCallerAsync("agent");
        await Eventually.TrueAsync(async () =>
        {
            using var page = JsonDocument.Parse(await agent.GetStringAsync("/feeds/subscriptions"));
            var all = page.RootElement.GetProperty("items").EnumerateArray().ToDictionary(
                one => one.GetProperty("id").GetString()!, one => (Behind: one.GetProperty("behind").GetInt64(), At: one.GetProperty("position").GetString()!));
            return all.Keys.Any(name => name.StartsWith("timeline-", StringComparison.Ordinal)) && all.ContainsKey("reply-dispatch-1")
                && all.Values.All(one => one.Behind == 0 && long.Parse(one.At, System.Globalization.CultureInfo.InvariantCulture) >= head);
        });
        using var connector = await _server.NewCallerAsync("connect");
        Assert.Equal(HttpStatusCode.Forbidden, (await connector.GetAsync("/feeds/subscriptions")).StatusCode);
    }

    [Fact]
    public async Task A_live_subscriber_hears_a_text_at_once()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        var first = Task.Run(async () =>
        {
            await foreach (var (_, json) in ReadEventsAsync("/feeds/live?types=conversation.message-received.v1&after=0", null, stop.Token))
                return CloudEvent.Parse(json);
            return null;
        });
        await _server.TextAsync("+447946000001", "hello");
        Assert.Equal("hello", (await first)!.Text("text"));
    }

    [Fact]
    public async Task The_feed_is_read_in_parts_by_position_type_and_stream()
    {
        await _server.TextAsync("+447946000001", "hello");
        var all = await _server.LogAsync();
        Assert.Equal(all.Skip(1).Select(e => e.Id), (await _server.LogAsync($"?after={all[0].Position}")).Select(e => e.Id));
        Assert.Equal(all.Take(2).Select(e => e.Id), (await _server.LogAsync("?limit=2")).Select(e => e.Id));
        Assert.All(await _server.LogAsync("?streams=citizen"), e => Assert.StartsWith("citizen-", e.Subject, StringComparison.Ordinal));
        Assert.Equal(2, (await _server.LogAsync("?types=conversation.opened.v1,conversation.message-received.v1")).Count);
        Assert.Equal(all.Where(e => e.Type.StartsWith("conversation.", StringComparison.Ordinal)).Select(e => e.Id), (await _server.LogAsync("?types=conversation.*")).Select(e => e.Id));
        Assert.Empty(await _server.LogAsync("?types=conversation.*&streams=citizen"));
        var conversation = all.First(e => e.Subject.StartsWith("conversation-", StringComparison.Ordinal)).Subject;
        Assert.All(await _server.LogAsync($"?streams={conversation}"), e => Assert.Equal(conversation, e.Subject));
    }

    [Fact]
    public async Task Asked_for_a_batch_the_feed_is_one_array()
    {
        await _server.TextAsync("+447946000001", "hello");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/feeds/events");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/cloudevents-batch+json"));
        using var response = await _server.Http.SendAsync(request);
        Assert.Equal("application/cloudevents-batch+json", response.Content.Headers.ContentType?.MediaType);
        using var array = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal((await _server.LogAsync()).Count, array.RootElement.GetArrayLength());
    }

    [Fact]
    public async Task Without_the_scope_personal_no_number_and_no_word_is_shown()
    {
        await _server.TextAsync("+447946000001", "a secret word");
        using var analyst = await _server.NewCallerAsync(Scopes.Analyst);
        var feed = await analyst.GetStringAsync("/feeds/events");
        Assert.Contains("conversation.message-received.v1", feed, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", feed, StringComparison.Ordinal);
        Assert.DoesNotContain("7946", feed, StringComparison.Ordinal);
        using var trusted = await _server.NewCallerAsync(Scopes.Analyst, Scopes.Personal);
        Assert.Contains("a secret word", await trusted.GetStringAsync("/feeds/events"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_and_secrets_are_in_no_feed()
    {
        using var caller = await _server.NewCallerAsync(Scopes.Read);
        await _server.TextAsync("+447946000001", "hello");
        var feed = await _server.Http.GetStringAsync("/feeds/events");
        Assert.DoesNotContain("installation", feed, StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(AccessEvent.KeyAdded.Hash), feed, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("after=-1")]
    [InlineData("types=conversation.*.v1")]
    public async Task What_says_no_part_of_the_log_is_refused(string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await _server.Http.GetAsync($"/feeds/events?{query}")).StatusCode);

    [Fact]
    public async Task Anybody_may_read_what_the_feeds_hold()
    {
        using var nobody = _server.NewClient(null);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "asyncapi.json")), await nobody.GetStringAsync("/asyncapi.json") + "\n");
    }

    private async IAsyncEnumerable<(long Id, string Json)> ReadEventsAsync(
        string path, long? lastEventId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is { } last)
            request.Headers.Add("Last-Event-ID", $"{last}");
        using var response = await _server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        response.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(ct));
        var id = 0L;
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = long.Parse(line[4..], System.Globalization.CultureInfo.InvariantCulture);
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                yield return (id, line[6..]);
        }
    }
}
