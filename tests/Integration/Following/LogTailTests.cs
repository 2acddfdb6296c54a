using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.Sqlite;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Following;

/// <summary>What followers get of a log that others read before them.</summary>
public sealed class LogTailTests : IAsyncDisposable
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes(
        """{"keyId":"0197a000-0000-8000-8000-000000000001","at":"2026-11-21T12:00:00Z"}""");

    private readonly SqliteEventStore _log = new(":memory:", TimeProvider.System);
    private readonly CountingStore _store;
    private readonly SubscriptionProgress _progress = new();
    private readonly LogTail _tail;
    private int _written;

    public LogTailTests()
    {
        _store = new CountingStore(_log);
        _tail = new LogTail(_store, _progress, NullLogger<LogTail>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        _tail.Dispose();
        await _log.DisposeAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Followers_at_any_pace_get_every_event_once_and_in_order(int seed)
    {
        var random = new Random(seed);
        var followers = Enumerable.Range(0, 5).Select(_ => new List<long>()).ToArray();
        var places = new long[followers.Length];
        for (var step = 0; step < 600; step++)
        {
            // Now and then more than is kept, so that the slow ones fall out of it.
            await WriteAsync(step < 500 ? random.Next(100) == 0 ? 5_000 : random.Next(8) : 0);
            for (var i = 0; i < followers.Length; i++)
            {
                if (step < 500 && random.Next(followers.Length) < i)
                    continue;
                var page = await _tail.NextAsync(places[i], CancellationToken.None);
                Assert.Equal(places[i], page.From);
                followers[i].AddRange(page.Events.Select(followed => followed.Recorded.Position));
                places[i] = page.To;
                _progress.Reached($"{i}", page.To);
            }
        }

        foreach (var positions in followers)
            Assert.Equal(Enumerable.Range(1, _written).Select(i => (long)i), positions);
    }

    [Fact]
    public async Task What_one_follower_read_no_other_reads_again()
    {
        await WriteAsync(400);
        for (var follower = 0; follower < 6; follower++)
            Assert.Equal(400, (await _tail.NextAsync(0, CancellationToken.None)).Events.Count);
        Assert.Equal(1, _store.Reads);
    }

    [Theory]
    [InlineData(10, 3)]
    [InlineData(9, 2)]
    public async Task What_all_followers_have_passed_is_not_kept(long slowest, int reads)
    {
        await WriteAsync(10);
        await _tail.NextAsync(0, CancellationToken.None);
        _progress.Reached("fast", 10);
        _progress.Reached("slow", slowest);
        await WriteAsync(5);
        await _tail.NextAsync(10, CancellationToken.None);
        Assert.Equal(15, (await _tail.NextAsync(0, CancellationToken.None)).To);
        Assert.Equal(reads, _store.Reads);
    }

    [Fact]
    public async Task A_follower_that_starts_far_ahead_costs_those_behind_nothing()
    {
        await WriteAsync(3_000);
        var place = (await _tail.NextAsync(0, CancellationToken.None)).To;
        Assert.Equal(3_000, (await _tail.NextAsync(2_950, CancellationToken.None)).To);
        var positions = new List<long>();
        foreach (var after in new[] { 100, place })
        {
            for (place = after; place < 3_000;)
            {
                var page = await _tail.NextAsync(place, CancellationToken.None);
                positions.AddRange(page.Events.Select(followed => followed.Recorded.Position));
                place = page.To;
            }

            Assert.Equal(Enumerable.Range((int)after + 1, 3_000 - (int)after).Select(i => (long)i), positions);
            positions.Clear();
        }
    }

    [Fact]
    public async Task A_page_says_whether_the_log_ended_there()
    {
        await WriteAsync(10);
        Assert.True((await _tail.NextAsync(0, CancellationToken.None)).IsLast);
        await WriteAsync(5);
        Assert.True((await _tail.NextAsync(10, CancellationToken.None)).IsLast);
        var both = await _tail.NextAsync(3, CancellationToken.None);
        Assert.Equal((12, 15L, true), (both.Events.Count, both.To, both.IsLast));
        await WriteAsync(Subscription.BatchSize);
        Assert.False((await _tail.NextAsync(15, CancellationToken.None)).IsLast);
    }

    private async Task WriteAsync(int count)
    {
        for (var left = count; left > 0; left -= 500)
        {
            var stream = new StreamName("access", $"{_written}");
            var events = Enumerable.Range(0, Math.Min(left, 500)).Select(_ => new NewEvent(
                DerivedId.From("tail", $"{_written++}"), "access.key-revoked.v1", Content, new EventContext(Moment.Noon, null, null, null, null))).ToArray();
            await _store.AppendAsync(new AppendRequest(stream, 0, events), CancellationToken.None);
        }
    }
}
