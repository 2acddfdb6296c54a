namespace Omnichannel.EventSourcing;

/// <summary>Lets a reader wait until a read model has seen the write it knows of.</summary>
public sealed class ReadYourWrites(IReadModels readModels, SubscriptionProgress progress, TimeProvider time)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>True once the projection has reached the position; false after five seconds.</summary>
    /// <param name="atLeast">A log position; null = whatever there is.</param>
    public async Task<bool> ReachesAsync(IProjection projection, long? atLeast, CancellationToken ct) =>
        atLeast is not { } position || await ReachesAsync(ProjectionTarget.CheckpointOf(projection), position, ct);

    /// <summary>The same of any subscription, by its name.</summary>
    public async Task<bool> ReachesAsync(string name, long position, CancellationToken ct)
    {
        var until = time.GetUtcNow() + Timeout;
        while (true)
        {
            if (progress.PositionOf(name) >= position || await readModels.CheckpointAsync(name, ct) >= position)
                return true;
            if (time.GetUtcNow() >= until)
                return false;
            // Another process may lead it: then nothing here signals when it moves, and it is polled.
            await progress.WaitBeyondAsync(name, position - 1, Look, time, ct);
        }
    }

    /// <summary>
    /// Returns once the projection's rows can be read: at the first start its tables are not there yet, and after an upgrade they are of the
    /// older version until they are built anew. For who asks by the clock; who follows the log waits for its position.
    /// </summary>
    public async Task ReadableAsync(IProjection projection, CancellationToken ct)
    {
        var name = ProjectionTarget.CheckpointOf(projection);
        await readModels.EnsureAsync([], "", ct);
        while (!(await readModels.CheckpointsAsync(ct)).ContainsKey(name))
            await progress.WaitBeyondAsync(name, progress.PositionOf(name) ?? 0, Look, time, ct);
    }

    /// <summary>Returns once the projection has moved beyond the position, or after a look's time.</summary>
    public Task WaitBeyondAsync(IProjection projection, long position, CancellationToken ct) =>
        progress.WaitBeyondAsync(ProjectionTarget.CheckpointOf(projection), position, Look, time, ct);
}
