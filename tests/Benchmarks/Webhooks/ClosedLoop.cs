using System.Diagnostics;

namespace Omnichannel.Benchmarks.Webhooks;

/// <summary>64 connections, each sending its next text as soon as the last one is acknowledged.</summary>
internal static class ClosedLoop
{
    private const int Connections = 64;

    /// <param name="time">Ends earlier when there is nothing left to send.</param>
    public static async Task<Deliveries> RunAsync(int port, IReadOnlyList<Text> texts, TimeSpan time)
    {
        var deliveries = new Deliveries(texts);
        // One citizen's texts all go over one connection: nobody writes two texts at once.
        var lanes = Enumerable.Range(0, texts.Count).GroupBy(i => texts[i].Number % Connections).Select(lane => lane.ToArray()).ToArray();
        var connections = await Task.WhenAll(lanes.Select(_ => WireConnection.OpenAsync(port)));
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(lanes.Select((lane, number) => Task.Run(async () =>
        {
            using var connection = connections[number];
            foreach (var i in lane.TakeWhile(_ => watch.Elapsed < time))
                await deliveries.SendAsync(connection, i);
        })));
        return deliveries;
    }
}
