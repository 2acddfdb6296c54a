using Microsoft.Extensions.Logging;

namespace Omnichannel.EventSourcing;

/// <summary>Builds a projection anew beside the live one and swaps it in: readers see the old rows until the new ones are whole.</summary>
public sealed class Rebuild(IEventStore store, ILogHead head, IReadModels readModels, ILogger<Rebuild> log)
{
    private const string Suffix = "_next";

    /// <param name="report">Told the position reached and the head, after every batch.</param>
    public async Task RunAsync(IProjection projection, Action<long, long> report, CancellationToken ct)
    {
        var live = FollowingProjection.CheckpointOf(projection);
        var next = new FollowingProjection(projection, readModels, Suffix);
        await readModels.EnsureAsync([], "", ct);
        await readModels.DropAsync(projection.Tables, Suffix, next.Name, ct);
        var position = await next.StartAsync(ct);
        while (true)
        {
            var (events, to) = await FollowedEvents.NextAsync(store, position, Subscription.BatchSize, log, ct);
            if (to == position)
                break;
            if (!await next.AdvanceAsync(position, to, events, ct))
                throw new InvalidOperationException($"Another rebuild of {projection.Name} is running.");
            position = to;
            report(position, await head.HeadAsync(ct));
        }

        await readModels.EnsureAsync(projection.Tables, "", ct);
        await readModels.SwapAsync(projection.Tables, Suffix, next.Name, live, ct);
    }
}
