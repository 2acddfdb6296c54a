using System.Collections.Concurrent;

namespace Omnichannel.Benchmarks.Webhooks;

/// <summary>Sends at fixed times, whatever the server does.</summary>
internal static class TimedDeliveries
{
    private const int Connections = 64;

    public static async Task<Deliveries> RunAsync(int port, IReadOnlyList<Text> texts, int perSecond)
    {
        var deliveries = new Deliveries(texts);
        var idle = new ConcurrentStack<WireConnection>(await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => WireConnection.OpenAsync(port))));
        var intended = await OpenLoop.RunAsync(texts.Count, perSecond, async i =>
        {
            if (!idle.TryPop(out var connection))
                connection = await WireConnection.OpenAsync(port);
            await deliveries.SendAsync(connection, i);
            idle.Push(connection);
        });
        intended.CopyTo(deliveries.Intended, 0);
        foreach (var connection in idle)
            connection.Dispose();
        return deliveries;
    }
}
