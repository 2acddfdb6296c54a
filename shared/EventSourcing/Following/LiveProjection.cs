using Microsoft.Extensions.Logging;

namespace Omnichannel.EventSourcing;

/// <summary>
/// A projection as it is followed. Where its rows are still of an older version it rebuilds them first, beside the old ones: readers see
/// those until the new ones are whole, and never a mixture. Rows of a newer version it leaves alone.
/// </summary>
internal sealed partial class LiveProjection(IProjection projection, IReadModels readModels, Rebuild rebuild, ILogger<LiveProjection> log) : ISubscriptionTarget
{
    private readonly ProjectionTarget _following = new(projection, readModels, "");

    public string Name => _following.Name;

    public async Task<long> StartAsync(CancellationToken ct)
    {
        if (await rebuild.IsNeededAsync(projection, ct))
        {
            Log.Begins(log, projection.Name, projection.Version);
            await rebuild.RunAsync(projection, (_, _) => { }, ct);
            Log.Done(log, projection.Name, projection.Version);
        }

        return await _following.StartAsync(ct);
    }

    public Task<RowChanges?> ActAsync(IReadOnlyList<FollowedEvent> events, CancellationToken ct) => _following.ActAsync(events, ct);

    public Task<bool> SaveAsync(long from, long to, RowChanges rows, CancellationToken ct) => _following.SaveAsync(from, to, rows, ct);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The rows of {Projection} are of an older version: version {Version} is built beside them")]
        public static partial void Begins(ILogger log, string projection, int version);

        [LoggerMessage(LogLevel.Information, "Version {Version} of {Projection} is built, and read from now on")]
        public static partial void Done(ILogger log, string projection, int version);
    }
}
