using System.Diagnostics;

namespace Omnichannel.Benchmarks.Bus;

/// <summary>Holds work back until all of it is there, so that only the work is timed.</summary>
internal sealed class Gate
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);
    private TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left;

    public Task PassAsync() => Volatile.Read(ref _open).Task;

    public void Done()
    {
        if (Interlocked.Decrement(ref _left) == 0)
            _done.TrySetResult();
    }

    /// <summary>Lets so much work through and closes again; how long it took.</summary>
    public async Task<TimeSpan> LetThroughAsync(int count)
    {
        _left = count;
        _done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var watch = Stopwatch.StartNew();
        _open.SetResult();
        await _done.Task.WaitAsync(Timeout, TimeProvider.System);
        var took = watch.Elapsed;
        Volatile.Write(ref _open, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        return took;
    }
}
