using System.Collections.Concurrent;

namespace Omnichannel.EventSourcing;

/// <summary>How far each subscription of this process has got; wakes those who wait for one.</summary>
public sealed class SubscriptionProgress
{
    private readonly ConcurrentDictionary<string, Checkpoint> _places = new();

    /// <summary>All subscriptions that run here.</summary>
    public IEnumerable<SubscriptionCheckpoint> All => _places.Select(pair => new SubscriptionCheckpoint(pair.Key, pair.Value.Position, pair.Value.Failure));

    /// <summary>Where a subscription of this process stands; null when it does not run here.</summary>
    public long? PositionOf(string subscription) => _places.TryGetValue(subscription, out var place) ? place.Position : null;

    /// <summary>Returns once the subscription has moved beyond <paramref name="position"/>, or after <paramref name="timeout"/>.</summary>
    public async Task WaitBeyondAsync(string subscription, long position, TimeSpan timeout, TimeProvider time, CancellationToken ct)
    {
        var place = _places.GetOrAdd(subscription, _ => new Checkpoint());
        var moved = place.Moved;
        if (place.Position > position)
            return;
        try
        {
            await moved.WaitAsync(timeout, time, ct);
        }
        catch (TimeoutException)
        {
        }
    }

    internal void Reached(string subscription, long position) => _places.GetOrAdd(subscription, _ => new Checkpoint()).Reach(position);

    internal void Failed(string subscription, string failure) => _places.GetOrAdd(subscription, _ => new Checkpoint()).Failure = failure;

    private sealed class Checkpoint
    {
        private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long Position { get; private set; }

        public string? Failure { get; set; }

        public Task Moved => Volatile.Read(ref _moved).Task;

        public void Reach(long position)
        {
            Position = position;
            Failure = null;
            Interlocked.Exchange(ref _moved, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
    }
}

/// <param name="Failure">Why it stands still, by exception type; null while it runs.</param>
public readonly record struct SubscriptionCheckpoint(string Name, long Position, string? Failure);
