using System.Diagnostics;
using Omnichannel.EventSourcing;

namespace Omnichannel.Benchmarks.Log;

/// <summary>Reads a whole log as records and does nothing with them.</summary>
internal static class Replay
{
    /// <summary>Events a second.</summary>
    public static async Task<double> RateAsync(IEventStore store)
    {
        var watch = Stopwatch.StartNew();
        long position = 0;
        await foreach (var recorded in store.ReadAllAsync(0, EventFilter.Everything, CancellationToken.None))
        {
            Oracle.Must(recorded.Position == ++position, "The replay is out of order.");
            Oracle.Must(EventCatalog.Deserialize(recorded) is not null, "An event came back as nothing.");
        }

        Oracle.Must(position == ConversationLog.Events, "The replay left something out.");
        return position / watch.Elapsed.TotalSeconds;
    }
}
