using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.Sqlite;
using Omnichannel.Integration.Following;
using Omnichannel.Integration.Stores;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Feeds;

/// <summary>Moments are found in the log as if it had been looked through, whatever the clocks did.</summary>
public sealed class LogTimesTests : IAsyncDisposable
{
    private readonly EmbeddedStores _stores = new();

    public async ValueTask DisposeAsync() => await _stores.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_moment_is_where_a_look_through_the_whole_log_finds_it(int seed)
    {
        var random = new Random(seed);
        var times = new List<DateTimeOffset>();
        var clock = Moment.Noon;
        for (var i = 0; i < 4_000; i++)
        {
            clock = clock.AddMilliseconds(random.Next(40) == 0 ? random.Next(600_000) : random.Next(1_000));
            // One in ten was waiting on its way for up to an hour.
            times.Add(random.Next(10) == 0 ? clock.AddSeconds(-random.Next(3_600)) : clock);
        }

        var follower = new LogTimes(_stores.Log, _stores.ReadModels);
        for (var written = 0; written < times.Count;)
        {
            var count = Math.Min(random.Next(1, 900), times.Count - written);
            await SampleLog.WriteAsync(_stores.Log, written, count, i => times[i]);
            await follower.HandleAsync(await PageAsync(written, count), CancellationToken.None);
            written += count;
            // A process that ends forgets what it has not marked.
            if (random.Next(3) == 0)
                follower = new LogTimes(_stores.Log, _stores.ReadModels);
        }

        foreach (var moment in Enumerable.Range(0, 200).Select(_ => times[0].AddSeconds((random.NextDouble() * 1.1 - 0.05) * (times[^1] - times[0]).TotalSeconds)).Append(times[^1]))
        {
            var expected = times.FindIndex(at => at >= moment);
            Assert.Equal(expected < 0 ? times.Count : expected, await follower.PositionBeforeAsync(moment, CancellationToken.None));
        }
    }

    [Fact]
    public async Task What_a_process_had_seen_before_it_ended_counts_for_the_marks_of_the_next()
    {
        await SampleLog.WriteAsync(_stores.Log, 0, 10, _ => Moment.Noon);
        await new LogTimes(_stores.Log, _stores.ReadModels).HandleAsync(await PageAsync(0, 10), CancellationToken.None);
        await SampleLog.WriteAsync(_stores.Log, 10, 1, _ => Moment.Noon.AddSeconds(50));
        await new LogTimes(_stores.Log, _stores.ReadModels).HandleAsync(await PageAsync(10, 1), CancellationToken.None);
        await SampleLog.WriteAsync(_stores.Log, 11, 2_000, _ => Moment.Noon.AddSeconds(10));
        var next = new LogTimes(_stores.Log, _stores.ReadModels);
        await next.HandleAsync(await PageAsync(11, 2_000), CancellationToken.None);
        Assert.Equal(10, await next.PositionBeforeAsync(Moment.Noon.AddSeconds(30), CancellationToken.None));
    }

    [Fact]
    public async Task A_moment_is_found_from_the_nearest_mark_and_not_from_the_beginning()
    {
        await SampleLog.WriteAsync(_stores.Log, 0, 5_000);
        var counting = new CountingStore(_stores.Log);
        var follower = new LogTimes(counting, _stores.ReadModels);
        await follower.HandleAsync(await PageAsync(0, 5_000), CancellationToken.None);
        counting.Events = 0;
        Assert.Equal(4_000, await follower.PositionBeforeAsync(Moment.Noon.AddSeconds(4_000), CancellationToken.None));
        Assert.InRange(counting.Events, 1, 1_000);
    }

    private async Task<List<FollowedEvent>> PageAsync(long after, int count)
    {
        var page = new List<FollowedEvent>();
        await foreach (var recorded in _stores.Log.ReadAllAsync(after, EventFilter.Next(count), CancellationToken.None))
            page.Add(new FollowedEvent(recorded, UnknownEvent.One));
        return page;
    }
}
