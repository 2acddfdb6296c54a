using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;

namespace Omnichannel.Timeline;

/// <summary>
/// Where the timeline is kept by a process of its own, the one that erases cannot know when its rows are blank: here the database is rid of
/// what it still holds of them.
/// </summary>
internal sealed class ScrubTimeline(TimelineProjection projection, IReadModels readModels, ReadYourWrites clock) : ISubscriber
{
    public string Name => "erased-timeline-1";

    /// <exception cref="TimeoutException">The timeline is behind: its rows are not blank yet.</exception>
    public async Task<bool> HandleAsync(IReadOnlyList<FollowedEvent> events, CancellationToken ct)
    {
        if (events.LastOrDefault(one => one.Event is CitizenEvent.ErasureDone).Recorded is not { } last)
            return false;
        if (!await clock.ReachesAsync(projection, last.Position, ct))
            throw new TimeoutException("The timeline is behind.");
        await readModels.ScrubAsync(projection.Tables, ct);
        return true;
    }
}
