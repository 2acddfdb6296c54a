namespace Omnichannel.EventSourcing;

/// <summary>Wakes everybody who waits for the log to grow. A lost pulse costs at most the fallback second, never an event.</summary>
internal sealed class AppendSignal(TimeProvider time)
{
    private static readonly TimeSpan Fallback = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _seen;

    /// <param name="position">The log is known to reach this position; 0 = it has grown, who knows how far.</param>
    public void Pulse(long position)
    {
        TaskCompletionSource waiting;
        lock (_lock)
        {
            _seen = Math.Max(_seen, position);
            waiting = _next;
            _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        waiting.TrySetResult();
    }

    public async Task WaitBeyondAsync(long position, CancellationToken ct)
    {
        Task next;
        lock (_lock)
        {
            if (_seen > position)
                return;
            next = _next.Task;
        }

        try
        {
            await next.WaitAsync(Fallback, time, ct);
        }
        catch (TimeoutException)
        {
            // Another process may have written: the caller looks again.
        }
    }
}
