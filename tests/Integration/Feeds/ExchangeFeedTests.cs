using System.Text.Json;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using Omnichannel.Feeds;
using Omnichannel.Testing;
using RabbitMQ.Client;
using Xunit;

namespace Omnichannel.Integration.Feeds;

/// <summary>The log on a real RabbitMQ, as a program without MassTransit hears it.</summary>
public sealed class ExchangeFeedTests
{
    [Fact]
    public async Task A_listener_gets_every_position_once_and_in_order_whatever_restarts_lie_between()
    {
        await using var log = new FollowedLog();
        var broker = await Brokers.NewAsync();
        var listener = new ExchangeListener(broker, "analysis");
        await listener.BindAsync("conversation.#");
        for (var run = 0; run < 3; run++)
        {
            await using var feed = new ExchangeFeed(new ExchangeOptions(new Uri(broker)));
            using var following = await log.FollowAsync(feed);
            await SampleLog.WriteAsync(log.Store, run * 700, 700);
            await Eventually.TrueAsync(async () => await log.ReadModels.CheckpointAsync(feed.Name, CancellationToken.None) == (run + 1) * 700);
            await following.StopAsync(CancellationToken.None);
        }

        var heard = await listener.TakeAsync();
        Assert.Equal(Enumerable.Range(1, 2_100).Select(i => (long)i), heard.Select(one => one.Event.Position));
        Assert.All(heard, one => Assert.Equal(
            (SampleLog.NoteType, "application/cloudevents+json", DeliveryModes.Persistent, one.Event.Id.ToString()),
            (one.RoutingKey, one.Properties.ContentType, one.Properties.DeliveryMode, one.Properties.MessageId)));
        // Without what is personal.
        Assert.All(heard, one => Assert.DoesNotContain("Zeilen", one.Body, StringComparison.Ordinal));
        Assert.All(heard, one => Assert.Equal("anna", one.Event.Text("author")));
    }

    [Fact]
    public async Task Keys_and_secrets_are_not_published()
    {
        await using var log = new FollowedLog();
        var broker = await Brokers.NewAsync();
        var listener = new ExchangeListener(broker, "everything");
        await listener.BindAsync("#");
        var made = new InstallationEvent.SecretMade("x", [1, 2, 3], Moment.Noon);
        await log.Store.AppendAsync(
            new AppendRequest(new StreamName(InstallationSecrets.Category, "x"), 0, [new NewEvent(
                Guid.NewGuid(), EventCatalog.NameOf(made), EventCatalog.Serialize(made), new EventContext(Moment.Noon, null, null, null, null))]),
            CancellationToken.None);
        await SampleLog.WriteAsync(log.Store, 0, 1);
        await using var feed = new ExchangeFeed(new ExchangeOptions(new Uri(broker)));
        using var following = await log.FollowAsync(feed);
        await Eventually.TrueAsync(async () => await log.ReadModels.CheckpointAsync(feed.Name, CancellationToken.None) == 2);
        await following.StopAsync(CancellationToken.None);
        Assert.Equal(SampleLog.NoteType, Assert.Single(await listener.TakeAsync()).RoutingKey);
    }

    [Fact]
    public async Task The_running_program_publishes_a_text_and_tells_how_far_it_is_behind()
    {
        var broker = await Brokers.NewAsync();
        await using var server = await RunningServer.StartAsync($"ConnectionStrings:RabbitMq={broker}");
        var listener = new ExchangeListener(broker, "texts");
        await listener.BindAsync("*.message-received.v1");
        await server.TextAsync("+447946000001", "a word of mine");
        var heard = await Eventually.GetAsync(async () => (await listener.TakeAsync()).SingleOrDefault() is { Body: not null } one ? one.Body : null);
        Assert.DoesNotContain("a word of mine", heard, StringComparison.Ordinal);
        await Eventually.TrueAsync(async () =>
        {
            var health = JsonDocument.Parse(await server.Http.GetStringAsync("/health/ready")).RootElement;
            return health.GetProperty("checks").GetProperty("log").GetProperty("facts").TryGetProperty("lag:exchange-1", out var lag) && lag.GetInt64() == 0;
        });
    }
}
