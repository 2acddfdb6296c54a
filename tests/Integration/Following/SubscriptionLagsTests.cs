using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.Sqlite;
using Omnichannel.Integration.Feeds;
using Omnichannel.Integration.Stores;
using Omnichannel.Timeline;
using Xunit;

namespace Omnichannel.Integration.Following;

public sealed class SubscriptionLagsTests : IAsyncLifetime
{
    private readonly EmbeddedStores _stores = new();
    private readonly SubscriptionProgress _progress = new();
    private long _head;

    public async ValueTask InitializeAsync()
    {
        await SampleLog.WriteAsync(_stores.Log, 0, 100);
        _head = await _stores.Log.HeadAsync(CancellationToken.None);
        await _stores.ReadModels.EnsureAsync([], "", CancellationToken.None);
    }

    public async ValueTask DisposeAsync() => await _stores.DisposeAsync();

    [Fact]
    public async Task Each_is_measured_against_the_head_whoever_runs_it()
    {
        await SaveAsync("reply-dispatch-1", 40);
        await SaveAsync("exchange-1", _head);
        Assert.Equal(
            [new SubscriptionLag("exchange-1", _head, 0, null), new SubscriptionLag("reply-dispatch-1", 40, _head - 40, null), new SubscriptionLag(Timeline, 0, _head, null)],
            await ReadAsync());
    }

    [Fact]
    public async Task The_place_of_a_projection_s_earlier_version_is_over()
    {
        await SaveAsync("timeline-1", 40);
        await SaveAsync(Timeline, 50);
        Assert.Equal([new SubscriptionLag(Timeline, 50, _head - 50, null)], await ReadAsync());
    }

    [Fact]
    public async Task What_runs_here_is_known_before_its_place_is_saved_and_with_what_holds_it_up()
    {
        await SaveAsync("reply-dispatch-1", 40);
        _progress.Reached("reply-dispatch-1", 60);
        _progress.Reached(Timeline, 70);
        _progress.Failed(Timeline, "IOException");
        Assert.Equal(
            [new SubscriptionLag("reply-dispatch-1", 60, _head - 60, null), new SubscriptionLag(Timeline, 70, _head - 70, "IOException")], await ReadAsync());
    }

    private static string Timeline { get; } = ProjectionTarget.CheckpointOf(new TimelineProjection());

    private Task<bool> SaveAsync(string subscription, long position) =>
        _stores.ReadModels.SaveAsync(subscription, 0, position, new RowChanges(), "", CancellationToken.None);

    private Task<IReadOnlyList<SubscriptionLag>> ReadAsync() =>
        new SubscriptionLags(_stores.ReadModels, _stores.Log, _progress, [new TimelineProjection()]).ReadAsync(CancellationToken.None);
}
