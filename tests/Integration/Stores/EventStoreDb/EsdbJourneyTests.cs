using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Omnichannel.Server;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Stores.EventStoreDb;

/// <summary>The whole program with its log in a real EventStoreDB.</summary>
[Collection("EventStoreDB")]
public sealed class EsdbJourneyTests
{
    [Fact]
    public async Task A_text_is_on_the_timeline_and_in_the_feed_once_and_a_reply_is_pending()
    {
        await using var server = await RunningServer.StartAsync($"ConnectionStrings:EventStore={Servers.EventStoreDb}");
        // The server's log may know a number of an earlier run.
        var anna = $"+4479{Random.Shared.Next(10_000_000, 99_999_999)}";
        var sid = $"SM{Guid.NewGuid():N}";
        await server.TextAsync(anna, "My bin was not collected", sid);
        await server.TextAsync(anna, "My bin was not collected", sid);
        var citizen = await server.CitizenAsync(anna);
        var id = (await server.ConversationAsync(anna)).GetProperty("id").GetString()!;
        await server.ReplyAsync(id, "We come tomorrow");
        var log = await server.LogAsync($"?streams=conversation-{id}");
        Assert.Equal("conversation.opened.v1 conversation.message-received.v1 conversation.reply-written.v1", string.Join(' ', log.Take(3).Select(e => e.Type)));
        Assert.Single(log, e => e.Type == "conversation.message-received.v1");
        var timeline = await server.Http.GetFromJsonAsync<JsonElement>($"/timeline/citizens/{citizen.GetProperty("id")}?atLeast={log[2].Position}");
        Assert.Equal(
            ["We come tomorrow", "My bin was not collected"],
            timeline.GetProperty("items").EnumerateArray().Where(item => item.TryGetProperty("text", out _)).Select(item => item.GetProperty("text").GetString()).Take(2));
        // Lags are events, not the distance of positions.
        await server.FollowedAsync();
    }
}

/// <summary>The whole program with a log that speaks EventStoreDB's protocol: what can be told without a real one.</summary>
public sealed class EsdbProgramTests
{
    [Fact]
    public async Task Some_services_alone_need_read_models_that_all_share()
    {
        var feeds = Modules.All.Where(module => module.Name == "feeds").ToArray();
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningServer.StartAsync(feeds, "ConnectionStrings:EventStore=esdb://127.0.0.1:9"));
        Assert.Contains("ConnectionStrings:ReadModels", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_of_a_conversation_long_closed_is_recorded_once_though_the_log_knows_it_only_there()
    {
        const string anna = "+447946000001";
        await using var peer = await new ScriptedEsdb().StartAsync();
        await using var server = await RunningServer.StartAsync($"ConnectionStrings:EventStore=esdb://{peer.Host}?tls=false");
        await server.TextAsync(anna, "one", "SMone");
        var conversation = (await server.ConversationAsync(anna)).GetProperty("id").GetString();
        (await server.Http.PostAsJsonAsync($"/conversations/{conversation}/close", new { reason = "done" })).EnsureSuccessStatusCode();
        await server.TextAsync(anna, "two", "SMtwo");
        await server.FollowedAsync();
        foreach (var sid in new[] { "SMone", "SMtwo", "SMone" })
            await server.TextAsync(anna, "late", sid);
        Assert.Equal(2, (await server.LogAsync("?types=conversation.opened.v1")).Count);
        Assert.Equal(2, (await server.LogAsync("?types=conversation.message-received.v1")).Count);
    }

    [Fact]
    public async Task A_log_that_goes_away_while_the_program_serves_is_a_503()
    {
        await using var peer = await new ScriptedEsdb().StartAsync();
        await using var server = await RunningServer.StartAsync($"ConnectionStrings:EventStore=esdb://{peer.Host}?tls=false&defaultDeadline=3000");
        await server.TextAsync("+447946000001", "hello");
        await peer.StopAsync();
        using var text = RunningServer.Twilio.Text(server.Address, "SM2", "+447946000001", "is anybody there?");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await server.Http.SendAsync(text)).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await server.Http.GetAsync("/health/ready")).StatusCode);
        await peer.StartAsync();
        await server.TextAsync("+447946000001", "is anybody there?", "SM2");
        Assert.Equal(2, (await server.ConversationAsync("+447946000001")).GetProperty("messages").GetArrayLength());
    }
}
