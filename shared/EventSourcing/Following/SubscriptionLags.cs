namespace Omnichannel.EventSourcing;

/// <summary>How far every subscription of the installation is, whichever process runs it, against the true head.</summary>
public sealed class SubscriptionLags(IReadModels readModels, ILogHead head, SubscriptionProgress progress, IEnumerable<IProjection> projections)
{
    /// <summary>
    /// In the order of their names. A projection that has not begun stands at 0; of one whose version has changed the old checkpoint is left out.
    /// </summary>
    public async Task<IReadOnlyList<SubscriptionLag>> ReadAsync(CancellationToken ct)
    {
        await readModels.EnsureAsync([], "", ct);
        var saved = await readModels.CheckpointsAsync(ct);
        var here = projections.Select(ProjectionTarget.CheckpointOf).ToHashSet();
        var over = saved.Keys.Where(name => here.Any(now => now != name && BaseOf(now) == BaseOf(name)));
        var running = progress.All.ToDictionary(checkpoint => checkpoint.Name);
        var lags = new List<SubscriptionLag>();
        foreach (var name in here.Union(saved.Keys.Except(over)).Order(StringComparer.Ordinal))
        {
            // What runs here is saved now and then and known at once.
            var checkpoint = running.GetValueOrDefault(name);
            var position = Math.Max(saved.GetValueOrDefault(name), checkpoint.Position);
            lags.Add(new SubscriptionLag(name, position, await head.CountBeyondAsync(position, ct), checkpoint.Failure));
        }

        return lags;
    }

    private static string BaseOf(string name) => name[..(name.LastIndexOf('-') + 1)];
}

/// <param name="Name">Of its checkpoint, with a version: <c>timeline-5</c>.</param>
/// <param name="Position">Everything up to here is done.</param>
/// <param name="Behind">How many events are not: exact, or on a log whose positions have gaps 10,000 for that many and more.</param>
/// <param name="Failure">Why it stands still, by exception type, as far as this process knows; null while it runs.</param>
public sealed record SubscriptionLag(string Name, long Position, long Behind, string? Failure);
