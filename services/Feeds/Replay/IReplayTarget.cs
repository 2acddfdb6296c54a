using Omnichannel.EventSourcing;

namespace Omnichannel.Feeds;

/// <summary>Where a replay goes. What it has taken for good says where a stopped replay goes on.</summary>
internal interface IReplayTarget : IAsyncDisposable
{
    /// <summary>The position of the last event it has for good; null = it has none.</summary>
    /// <exception cref="InvalidOperationException">What is there is not what a replay left.</exception>
    Task<long?> ReachedAsync(CancellationToken ct);

    /// <summary>Takes an event; it may wait in memory until <see cref="SaveAsync"/>.</summary>
    ValueTask WriteAsync(RecordedEvent recorded, CancellationToken ct);

    /// <summary>Returns once everything written is there for good.</summary>
    Task SaveAsync(CancellationToken ct);
}
