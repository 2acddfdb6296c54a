using System.Diagnostics;

namespace Omnichannel.Benchmarks;

/// <summary>Begins things at fixed times, whatever becomes of them.</summary>
internal static class OpenLoop
{
    /// <summary>Returns when all are done: when each was to begin, in ticks of <see cref="Stopwatch"/>.</summary>
    /// <param name="one">Does one of them, counted from 0.</param>
    public static async Task<long[]> RunAsync(int count, int perSecond, Func<int, Task> one)
    {
        var intended = new long[count];
        var doing = new Task[count];
        await Task.Factory.StartNew(
            () =>
            {
                var started = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 100);
                for (var i = 0; i < count; i++)
                {
                    intended[i] = started + (i * Stopwatch.Frequency / perSecond);
                    Await(intended[i]);
                    var number = i;
                    doing[i] = Task.Run(() => one(number));
                }
            },
            TaskCreationOptions.LongRunning);
        await Task.WhenAll(doing);
        return intended;
    }

    /// <summary>On a thread of its own: timers come a millisecond late, and that would be charged to the server.</summary>
    private static void Await(long ticks)
    {
        while (ticks - Stopwatch.GetTimestamp() is > 0 and var left)
            _ = Libc.SleepMicroseconds((uint)Math.Max(1, left * 1_000_000 / Stopwatch.Frequency));
    }
}
