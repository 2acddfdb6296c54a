using Microsoft.Extensions.Time.Testing;

namespace Omnichannel.Testing;

/// <summary>A clock moved by hand that knows whether anybody waits for a time to come.</summary>
public sealed class WatchedTime(DateTimeOffset now) : FakeTimeProvider(now)
{
    private int _waiting;

    public bool IsWaitedFor => Volatile.Read(ref _waiting) > 0;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        dueTime == Timeout.InfiniteTimeSpan
            ? base.CreateTimer(callback, state, dueTime, period)
            : new WatchedTimer(this, base.CreateTimer(callback, state, dueTime, period));

    private sealed class WatchedTimer : ITimer
    {
        private readonly WatchedTime _time;
        private readonly ITimer _timer;
        private int _isDisposed;

        public WatchedTimer(WatchedTime time, ITimer timer)
        {
            (_time, _timer) = (time, timer);
            Interlocked.Increment(ref _time._waiting);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => _timer.Change(dueTime, period);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
                return;
            Interlocked.Decrement(ref _time._waiting);
            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
