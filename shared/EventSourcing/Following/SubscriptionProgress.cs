using System.Collections.Concurrent;

namespace Omnichannel.EventSourcing;

/// <summary>How far each subscription of this process has got; wakes those who wait for one.</summary>
public sealed class SubscriptionProgress
{
    private readonly ConcurrentDictionary<string, Place> _places = new();

    /// <summary>All subscriptions that run here.</summary>
    public IEnumerable<SubscriptionPlace> All => _places.Select(pair => new SubscriptionPlace(pair.Key, pair.Value.Position, pair.Value.Failure));

    /// <summary>Where a subscription of this process stands; null when it does not run here.</summary>
    public long? PositionOf(string subscription) => _places.TryGetValue(subscription, out var place) ? place.Position : null;

    /// <summary>Returns once the subscription has moved beyond <paramref name="position"/>, or after <paramref name="patience"/>.</summary>
    public async Task WaitBeyondAsync(string subscription, long position, TimeSpan patience, TimeProvider time, CancellationToken ct)
    {
        var place = _places.GetOrAdd(subscription, _ => new Place());
        var moved = place.Moved;
        if (place.Position > position)
            return;
        try
        {
            await moved.WaitAsync(patience, time, ct);
        }
        catch (TimeoutException)
        {
        }
    }

    internal void Reached(string subscription, long position) => _places.GetOrAdd(subscription, _ => new Place()).Reach(position);

    internal void Failed(string subscription, string failure) => _places.GetOrAdd(subscription, _ => new Place()).Failure = failure;

    private sealed class Place
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
public readonly record struct SubscriptionPlace(string Name, long Position, string? Failure);
