using Microsoft.Extensions.Logging.Abstractions;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.Sqlite;
using Omnichannel.Feeds;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>The log on RabbitMQ while the broker loses power.</summary>
[Collection(SharedServers.Name)]
public sealed class ExchangeFeedTests
{
    private const int Notes = 6_000;
    private const int Kills = 2;

    [Fact]
    public async Task While_the_broker_is_killed_no_event_is_passed_over_and_only_unconfirmed_ones_come_again()
    {
        var broker = await Brokers.NewAsync();
        var folder = Directory.CreateTempSubdirectory("omnichannel").FullName;
        var listener = new ExchangeListener(broker, "analysis");
        await listener.BindAsync("#");
        await Brokers.FlushAsync();
        await using var store = new SqliteEventStore(":memory:", TimeProvider.System);
        await using var readModels = new SqliteReadModels(Path.Combine(folder, "read.db"));
        await readModels.EnsureAsync([], "", CancellationToken.None);
        using var tail = new LogTail(store, new SubscriptionProgress(), NullLogger<LogTail>.Instance);
        await using var feed = new ExchangeFeed(new ExchangeOptions(new Uri(broker)));
        using var following = new Subscription(
            new SubscriberTarget(feed, readModels), tail, store, readModels, new SubscriptionProgress(), TimeProvider.System, NullLogger<Subscription>.Instance);
        await following.StartAsync(CancellationToken.None);

        var writing = Task.Run(() => WriteAsync(store));
        for (var kill = 1; kill <= Kills; kill++)
        {
            await Eventually.TrueAsync(async () => await PlaceAsync() > kill * Notes / 8);
            await Brokers.KillAsync();
            await Brokers.StartAsync();
        }

        await writing;
        await Eventually.TrueAsync(async () => await PlaceAsync() == Notes);
        await following.StopAsync(CancellationToken.None);
        var heard = (await listener.TakeAsync()).Select(one => one.Event.Position).ToList();
        // Otherwise the broker has lost the subscriber's binding, and no event of ours.
        Assert.True(await listener.IsBoundAsync());
        Assert.Equal(Enumerable.Range(1, Notes).Select(i => (long)i), heard.Distinct());
        Assert.InRange(heard.Count - Notes, 0, Kills * ExchangeFeed.Window);
        Assert.All(heard.Zip(heard.Skip(1)), pair => Assert.True(pair.Second - pair.First is 1 or (<= 0 and > -ExchangeFeed.Window), $"{pair}"));
        Directory.Delete(folder, recursive: true);

        Task<long> PlaceAsync() => readModels.CheckpointAsync(feed.Name, CancellationToken.None);
    }

    private static async Task WriteAsync(SqliteEventStore store)
    {
        var stream = new StreamName("conversation", DerivedId.From("exchange"));
        for (var i = 0; i < Notes; i++)
        {
            var note = new ConversationEvent.NoteAdded(DerivedId.From("note", $"{i}"), "a word", "anna", Moment.Noon);
            await store.AppendAsync(
                new AppendRequest(stream, i, [new NewEvent(note.NoteId, EventCatalog.NameOf(note), EventCatalog.Serialize(note), new EventContext(Moment.Noon, null, null, null, null))]),
                CancellationToken.None);
        }
    }
}
