using Omnichannel.Contracts.Events;
using Omnichannel.Feeds;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Feeds;

/// <summary>Webhooks to a real HTTP server: what comes, how it is signed, and what is kept of it.</summary>
public sealed class WebhookFeedTests : IAsyncLifetime
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
    public async Task Every_event_comes_once_and_in_order_signed_and_within_its_envelope()
    {
        await _bench.CreateAsync(_receiver.Address);
        await SampleLog.WriteAsync(_bench.Log.Store, 0, 60);
        await _receiver.TakenAsync(60);
        Assert.Equal(Enumerable.Range(2, 60).Select(i => (long)i), _receiver.Taken.Select(one => one.Event.Position));
        Assert.All(_receiver.Taken, one => Assert.True(one.IsSignedWith(WebhookMessage.Written(WebhookBench.Secret))));
        Assert.Equal(60, _receiver.Taken.Select(one => one.Id).Distinct().Count());
    }

    [Fact]
    public async Task Two_secrets_sign_after_a_rotation_and_one_a_day_later()
    {
        var id = await _bench.CreateAsync(_receiver.Address);
        await _bench.DoAsync(new WebhookEvent.SecretRotated(id, [.. Enumerable.Repeat((byte)7, 32)], _bench.Time.GetUtcNow()), id);
        var (before, after) = (WebhookMessage.Written(WebhookBench.Secret), WebhookMessage.Written([.. Enumerable.Repeat((byte)7, 32)]));
        await SampleLog.WriteAsync(_bench.Log.Store, 0, 1);
        await _receiver.TakenAsync(1);
        Assert.True(_receiver.Taken.Last().IsSignedWith(before) && _receiver.Taken.Last().IsSignedWith(after));
        // Recorded first: what is still under way when the clock leaps has run out of time.
        await Eventually.TrueAsync(async () => (await _bench.DeliveriesAsync(id)).Count == 1);
        _bench.Time.Advance(TimeSpan.FromHours(24));
        await SampleLog.WriteAsync(_bench.Log.Store, 1, 1);
        await _receiver.TakenAsync(2);
        Assert.True(!_receiver.Taken.Last().IsSignedWith(before) && _receiver.Taken.Last().IsSignedWith(after));
    }

    [Fact]
    public async Task A_replay_brings_the_same_events_again_under_the_same_ids()
    {
        await SampleLog.WriteAsync(_bench.Log.Store, 0, 5);
        var id = await _bench.CreateAsync(_receiver.Address);
        await _receiver.TakenAsync(5);
        await _bench.DoAsync(new WebhookEvent.ReplayedFrom(id, 3, _bench.Time.GetUtcNow()), id);
        await _receiver.TakenAsync(7);
        Assert.Equal([1L, 2, 3, 4, 5, 4, 5], _receiver.Taken.Select(one => one.Event.Position));
        Assert.Equal(_receiver.Taken.Skip(3).Take(2).Select(one => one.Id), _receiver.Taken.Skip(5).Select(one => one.Id));
    }

    [Fact]
    public async Task Cut_off_under_way_an_event_comes_again_and_none_is_missing()
    {
        var id = await _bench.CreateAsync(_receiver.Address);
        _receiver.HangNext();
        await SampleLog.WriteAsync(_bench.Log.Store, 0, 2);
        await Eventually.TrueAsync(() => Task.FromResult(_receiver.All.Count == 1));
        await _bench.StopAsync();
        Assert.Equal(0, (await _bench.PlaceAsync(id)).Attempt);
        await _bench.StartAsync();
        await _receiver.TakenAsync(2);
        Assert.Equal([2L, 2, 3], _receiver.All.Select(one => one.Event.Position));
    }

    [Fact]
    public async Task An_address_within_is_not_called_unless_it_is_allowed()
    {
        await using var closed = new WebhookBench();
        await closed.StartAsync();
        var id = await closed.CreateAsync(_receiver.Address);
        await SampleLog.WriteAsync(closed.Log.Store, 0, 1);
        await closed.FailedAsync(id, 1);
        Assert.Equal("address.forbidden", Assert.Single(await closed.DeliveriesAsync(id)).Reason);
        Assert.Empty(_receiver.All);
    }

    [Fact]
    public async Task The_last_five_hundred_attempts_are_kept_and_none_of_a_removed_one()
    {
        var id = await _bench.CreateAsync(_receiver.Address);
        await SampleLog.WriteAsync(_bench.Log.Store, 0, 510);
        await _bench.ReachedAsync(id, 511);
        var kept = await _bench.DeliveriesAsync(id);
        Assert.Equal((WebhookCheckpoints.Kept, "12", "511"), (kept.Count, kept[0].Position, kept[^1].Position));
        await _bench.DoAsync(new WebhookEvent.Removed(id, _bench.Time.GetUtcNow()), id);
        await Eventually.TrueAsync(async () => (await _bench.DeliveriesAsync(id)).Count == 0);
        await SampleLog.WriteAsync(_bench.Log.Store, 510, 1);
        Assert.Equal(510, _receiver.Taken.Count);
    }

    [Fact]
    public async Task Personal_fields_are_only_for_those_that_were_made_with_the_scope()
    {
        await using var trusted = await WebhookReceiver.StartAsync();
        await _bench.CreateAsync(_receiver.Address, showsPersonal: false);
        await _bench.CreateAsync(trusted.Address, showsPersonal: true);
        await SampleLog.WriteAsync(_bench.Log.Store, 0, 1);
        await Eventually.TrueAsync(() => Task.FromResult(trusted.Taken.Count == 1 && _receiver.Taken.Count == 1));
        Assert.Contains("zwei", trusted.Taken.Single().Body, StringComparison.Ordinal);
        Assert.DoesNotContain("zwei", _receiver.Taken.Single().Body, StringComparison.Ordinal);
    }
}
