namespace Omnichannel.EventSourcing;

/// <summary>What a subscription does with a page, and where it keeps its checkpoint.</summary>
internal interface ISubscriptionTarget
{
    string Name { get; }

    /// <summary>The position to go on from.</summary>
    Task<long> StartAsync(CancellationToken ct);

    /// <summary>Handles the events.</summary>
    /// <returns>What is to be saved together with the new checkpoint; null when there is nothing, and the checkpoint itself may be saved later.</returns>
    Task<RowChanges?> ActAsync(IReadOnlyList<FollowedEvent> events, CancellationToken ct);

    /// <summary>Saves rows and the new checkpoint in one transaction; false, with nothing saved, when another process has moved it.</summary>
    Task<bool> SaveAsync(long from, long to, RowChanges rows, CancellationToken ct);
}

/// <summary>Rows and checkpoint in one transaction.</summary>
internal sealed class ProjectionTarget(IProjection projection, IReadModels readModels, string suffix) : ISubscriptionTarget
{
    public string Name => CheckpointOf(projection) + suffix;

    public static string CheckpointOf(IProjection projection) => $"{projection.Name}-{projection.Version}";

    public async Task<long> StartAsync(CancellationToken ct)
    {
        await readModels.EnsureAsync(projection.Tables, suffix, ct);
        // A checkpoint, be it at 0, says that the tables are there: ReadYourWrites.ReadableAsync.
        await readModels.SaveAsync(Name, 0, 0, new RowChanges(), suffix, ct);
        return await readModels.CheckpointAsync(Name, ct);
    }

    public Task<RowChanges?> ActAsync(IReadOnlyList<FollowedEvent> events, CancellationToken ct)
    {
        var rows = new RowChanges();
        foreach (var (recorded, e) in events)
            projection.Apply(recorded, e, rows);
        return Task.FromResult(rows.IsEmpty ? null : rows);
    }

    public Task<bool> SaveAsync(long from, long to, RowChanges rows, CancellationToken ct) => readModels.SaveAsync(Name, from, to, rows, suffix, ct);
}

/// <summary>First the effect, then the checkpoint: what crashes in between happens again.</summary>
internal sealed class SubscriberTarget(ISubscriber subscriber, IReadModels readModels) : ISubscriptionTarget
{
    public string Name => subscriber.Name;

    public async Task<long> StartAsync(CancellationToken ct)
    {
        await readModels.EnsureAsync([], "", ct);
        foreach (var former in subscriber.FormerNames)
            await readModels.RenameCheckpointAsync(former, Name, ct);
        return await readModels.CheckpointAsync(Name, ct);
    }

    public async Task<RowChanges?> ActAsync(IReadOnlyList<FollowedEvent> events, CancellationToken ct) =>
        events.Count > 0 && await subscriber.HandleAsync(events, ct) ? new RowChanges() : null;

    public Task<bool> SaveAsync(long from, long to, RowChanges rows, CancellationToken ct) => readModels.SaveAsync(Name, from, to, rows, "", ct);
}
