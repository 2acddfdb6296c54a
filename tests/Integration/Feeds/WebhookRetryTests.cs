using Omnichannel.Contracts.Events;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Feeds;

/// <summary>What becomes of an event that a webhook does not take: days of retries in a moment.</summary>
public sealed class WebhookRetryTests : IAsyncLifetime
{
    private WebhookReceiver _receiver = null!;
    private WebhookBench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        _receiver = await WebhookReceiver.StartAsync();
        _bench = new WebhookBench("127.0.0.1");
        await _bench.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task What_fails_comes_again_on_schedule_under_the_same_id_before_anything_else_does()
    {
        var id = await _bench.CreateAsync(_receiver.Address);
        for (var i = 0; i < 3; i++)
            _receiver.FailNext(500);
        await SampleLog.WriteAsync(_bench.Log.Store, 0, 2);
        foreach (var (attempt, wait) in new[] { (1, TimeSpan.FromSeconds(5)), (2, TimeSpan.FromMinutes(5)), (3, TimeSpan.FromMinutes(30)) })
        {
            await _bench.FailedAsync(id, attempt);
            Assert.InRange((await _bench.PlaceAsync(id)).DueAt!.Value - _bench.Time.GetUtcNow(), wait, wait * 1.1);
            // Not before its time.
            await _bench.AdvanceAsync(wait - TimeSpan.FromSeconds(1));
            Assert.Equal(attempt, _receiver.All.Count);
            await _bench.AdvanceAsync(wait * 0.1 + TimeSpan.FromSeconds(1));
        }

        await _receiver.TakenAsync(2);
        Assert.Equal([2L, 3L], _receiver.Taken.Select(one => one.Event.Position));
        var first = _receiver.All.Take(4).ToList();
        Assert.Single(first.Select(one => one.Id).Distinct());
        Assert.Equal(4, first.Select(one => one.Timestamp).Distinct().Count());
        var deliveries = await _bench.DeliveriesAsync(id);
        Assert.Equal(
            [(1, false, "http.500"), (2, false, "http.500"), (3, false, "http.500"), (4, true, null), (1, true, null)],
            deliveries.Select(one => (one.Attempt, one.IsDelivered, one.Reason)));
        Assert.Equal([true, true, true, false, false], deliveries.Select(one => one.NextAttempt is not null));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_busy_one_is_left_alone_as_long_as_it_asks(int status)
    {
        var id = await _bench.CreateAsync(_receiver.Address);
        _receiver.FailNext(status, ("Retry-After", "600"));
        await SampleLog.WriteAsync(_bench.Log.Store, 0, 1);
        await _bench.FailedAsync(id, 1);
        Assert.Equal(TimeSpan.FromMinutes(10), (await _bench.PlaceAsync(id)).DueAt!.Value - _bench.Time.GetUtcNow());
        await _bench.AdvanceAsync(TimeSpan.FromMinutes(10));
        await _receiver.TakenAsync(1);
    }

    [Fact]
    public async Task One_that_is_gone_is_paused_at_once_and_goes_on_where_it_was_when_it_is_resumed()
    {
        var id = await _bench.CreateAsync(_receiver.Address);
        _receiver.FailNext(410);
        await SampleLog.WriteAsync(_bench.Log.Store, 0, 3);
        await _bench.PausedAsync(id, "gone");
        Assert.Single(_receiver.All);
        await _bench.DoAsync(new WebhookEvent.Resumed(id, _bench.Time.GetUtcNow()), id);
        await _receiver.TakenAsync(3);
        Assert.Equal(Enumerable.Range(0, 3).Select(i => SampleLog.Note(i, Moment.Noon).Id), _receiver.Taken.Select(one => one.Event.Id));
    }

    [Fact]
    public async Task When_ten_attempts_over_days_have_failed_it_is_paused_and_says_so()
    {
        var id = await _bench.CreateAsync(_receiver.Address);
        for (var i = 0; i < 10; i++)
            _receiver.FailNext(500);
        await SampleLog.WriteAsync(_bench.Log.Store, 0, 1);
        for (var attempt = 1; attempt < 10; attempt++)
        {
            await _bench.FailedAsync(id, attempt);
            await _bench.AdvanceAsync(TimeSpan.FromHours(27));
        }

        await _bench.PausedAsync(id, "exhausted");
        Assert.Equal(10, _receiver.All.Count);
        Assert.Null((await _bench.DeliveriesAsync(id))[^1].NextAttempt);
        await _bench.DoAsync(new WebhookEvent.Resumed(id, _bench.Time.GetUtcNow()), id);
        await _receiver.TakenAsync(1);
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_is_not_followed()
    {
        var id = await _bench.CreateAsync(_receiver.Address);
        _receiver.FailNext(307, ("Location", new Uri(_receiver.Address, "/elsewhere").ToString()));
        await SampleLog.WriteAsync(_bench.Log.Store, 0, 1);
        await _bench.FailedAsync(id, 1);
        Assert.Equal("redirect", Assert.Single(await _bench.DeliveriesAsync(id)).Reason);
        Assert.Single(_receiver.All);
    }

    [Fact]
    public async Task Who_does_not_answer_within_twenty_seconds_has_failed_and_holds_up_nobody_else()
    {
        await using var other = await WebhookReceiver.StartAsync();
        var id = await _bench.CreateAsync(_receiver.Address);
        await _bench.CreateAsync(other.Address, types: "conversation.*");
        _receiver.HangNext();
        await SampleLog.WriteAsync(_bench.Log.Store, 0, 50);
        await Eventually.TrueAsync(() => Task.FromResult(other.Taken.Count == 50 && _receiver.All.Count == 1));
        await _bench.AdvanceAsync(TimeSpan.FromSeconds(20));
        await _bench.FailedAsync(id, 1);
        Assert.Equal("timeout", Assert.Single(await _bench.DeliveriesAsync(id)).Reason);
    }

    [Fact]
    public async Task A_process_that_ends_in_the_middle_goes_on_where_it_was_with_its_attempts_counted()
    {
        var id = await _bench.CreateAsync(_receiver.Address);
        await SampleLog.WriteAsync(_bench.Log.Store, 0, 5);
        await _receiver.TakenAsync(5);
        await _bench.ReachedAsync(id, 6);
        _receiver.FailNext(500);
        await SampleLog.WriteAsync(_bench.Log.Store, 5, 3);
        await _bench.FailedAsync(id, 1);
        await _bench.StopAsync();
        await _bench.StartAsync();
        // The wait goes on, too.
        await _bench.AdvanceAsync(TimeSpan.FromSeconds(4));
        Assert.Equal(6, _receiver.All.Count);
        await _bench.AdvanceAsync(TimeSpan.FromSeconds(2));
        await _receiver.TakenAsync(8);
        Assert.Equal(Enumerable.Range(2, 8).Select(i => (long)i), _receiver.Taken.Select(one => one.Event.Position));
        Assert.Equal(2, (await _bench.DeliveriesAsync(id)).Single(one => one.Position == "7" && one.IsDelivered).Attempt);
    }
}
