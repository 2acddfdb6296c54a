namespace Omnichannel.EventSourcing;

/// <summary>What a subscription does with a batch and where it keeps its place.</summary>
internal interface IFollowing
{
    string Name { get; }

    /// <summary>The place to go on from.</summary>
    Task<long> StartAsync(CancellationToken ct);

    /// <summary>Handles the events above <paramref name="from"/> up to <paramref name="to"/> and saves the new place; false when it was moved by another.</summary>
    Task<bool> AdvanceAsync(long from, long to, IReadOnlyList<FollowedEvent> events, CancellationToken ct);
}

/// <summary>Rows and checkpoint in one transaction.</summary>
internal sealed class FollowingProjection(IProjection projection, IReadModels readModels, string suffix) : IFollowing
{
    public string Name => CheckpointOf(projection) + suffix;

    public static string CheckpointOf(IProjection projection) => $"{projection.Name}-{projection.Version}";

    public async Task<long> StartAsync(CancellationToken ct)
    {
        await readModels.EnsureAsync(projection.Tables, suffix, ct);
        return await readModels.CheckpointAsync(Name, ct);
    }

    public Task<bool> AdvanceAsync(long from, long to, IReadOnlyList<FollowedEvent> events, CancellationToken ct)
    {
        var rows = new RowChanges();
        foreach (var (recorded, e) in events)
            projection.Apply(recorded, e, rows);
        return readModels.SaveAsync(Name, from, to, rows, suffix, ct);
    }
}

/// <summary>First the effect, then the checkpoint: what crashes in between happens again.</summary>
internal sealed class FollowingSubscriber(ISubscriber subscriber, IReadModels readModels) : IFollowing
{
    public string Name => subscriber.Name;

    public async Task<long> StartAsync(CancellationToken ct)
    {
        await readModels.EnsureAsync([], "", ct);
        return await readModels.CheckpointAsync(Name, ct);
    }

    public async Task<bool> AdvanceAsync(long from, long to, IReadOnlyList<FollowedEvent> events, CancellationToken ct)
    {
        if (events.Count > 0)
            await subscriber.HandleAsync(events, ct);
        return await readModels.SaveAsync(Name, from, to, new RowChanges(), "", ct);
    }
}
