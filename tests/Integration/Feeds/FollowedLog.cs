using Microsoft.Extensions.Logging.Abstractions;
using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.Sqlite;
using Omnichannel.Integration.Stores;

namespace Omnichannel.Integration.Feeds;

/// <summary>A log with read models beside it, and subscriptions that can be stopped and started over both.</summary>
internal sealed class FollowedLog : IAsyncDisposable
{
    private readonly EmbeddedStores _stores = new();
    private readonly LogTail _tail;

    public FollowedLog() => _tail = new LogTail(Store, Progress, NullLogger<LogTail>.Instance);

    public SqliteEventStore Store => _stores.Log;

    public SqliteReadModels ReadModels => _stores.ReadModels;

    public SubscriptionProgress Progress { get; } = new();

    public Task<Subscription> FollowAsync(ISubscriber subscriber) => StartAsync(new SubscriberTarget(subscriber, ReadModels));

    public Task<Subscription> FollowAsync(IProjection projection) => StartAsync(new ProjectionTarget(projection, ReadModels, ""));

    public async ValueTask DisposeAsync()
    {
        _tail.Dispose();
        await _stores.DisposeAsync();
    }

    private async Task<Subscription> StartAsync(ISubscriptionTarget following)
    {
        await ReadModels.EnsureAsync([], "", CancellationToken.None);
        var subscription = new Subscription(following, _tail, Store, ReadModels, Progress, TimeProvider.System, NullLogger<Subscription>.Instance);
        await subscription.StartAsync(CancellationToken.None);
        return subscription;
    }
}
