using Omnichannel.Contracts.Events;

namespace Omnichannel.EventSourcing;

/// <summary>
/// Once a citizen is erased, gets what a projection's tables still hold of them out of the database's files. It waits for the projection
/// first: the process that erases cannot know when rows kept by another process are blank.
/// </summary>
internal sealed class ScrubAfterErasure<TProjection>(TProjection projection, IReadModels readModels, ReadYourWrites clock) : ISubscriber
    where TProjection : IProjection
{
    public string Name => $"scrub-{projection.Name}-1";

    public IReadOnlyList<string> FormerNames => [$"erased-{projection.Name}-1"];

    /// <exception cref="TimeoutException">The projection is behind: its rows are not blank yet.</exception>
    public async Task<bool> HandleAsync(IReadOnlyList<FollowedEvent> events, CancellationToken ct)
    {
        if (events.LastOrDefault(one => one.Event is CitizenEvent.ErasureDone).Recorded is not { } last)
            return false;
        if (!await clock.ReachesAsync(projection, last.Position, ct))
            throw new TimeoutException($"The read model {projection.Name} is behind.");
        await readModels.ScrubAsync(projection.Tables, ct);
        return true;
    }
}
