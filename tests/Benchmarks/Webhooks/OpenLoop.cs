using System.Collections.Concurrent;
using System.Diagnostics;

namespace Omnichannel.Benchmarks.Webhooks;

/// <summary>Sends at fixed times, whatever the server does.</summary>
internal static class OpenLoop
{
    private const int Connections = 64;

    public static async Task<Deliveries> RunAsync(int port, IReadOnlyList<Text> texts, int perSecond)
    {
        var deliveries = new Deliveries(texts);
        var idle = new ConcurrentStack<WireConnection>(await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => WireConnection.OpenAsync(port))));
        var sending = new Task[texts.Count];
        await Task.Factory.StartNew(
            () =>
            {
                var started = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 100);
                for (var i = 0; i < texts.Count; i++)
                {
                    deliveries.Intended[i] = started + (i * Stopwatch.Frequency / perSecond);
                    Await(deliveries.Intended[i]);
                    var text = i;
                    sending[i] = Task.Run(() => SendAsync(text));
                }
            },
            TaskCreationOptions.LongRunning);
        await Task.WhenAll(sending);
        foreach (var connection in idle)
            connection.Dispose();
        return deliveries;

        async Task SendAsync(int i)
        {
            if (!idle.TryPop(out var connection))
                connection = await WireConnection.OpenAsync(port);
            await deliveries.SendAsync(connection, i);
            idle.Push(connection);
        }
    }

    /// <summary>On a thread of its own: timers come a millisecond late, and that would be charged to the server.</summary>
    private static void Await(long ticks)
    {
        while (ticks - Stopwatch.GetTimestamp() is > 0 and var left)
            _ = Libc.SleepMicroseconds((uint)Math.Max(1, left * 1_000_000 / Stopwatch.Frequency));
    }
}
