using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;

namespace Omnichannel.Outreach;

/// <summary>
/// Where outreach is kept by a process of its own, the one that erases cannot know when its rows are gone: here the database is rid of what
/// it still holds of them.
/// </summary>
internal sealed class ScrubOutreach(OutreachProjection projection, IReadModels readModels, ReadYourWrites clock) : ISubscriber
{
    public string Name => "erased-outreach-1";

    /// <exception cref="TimeoutException">The read model is behind: its rows are not gone yet.</exception>
    public async Task<bool> HandleAsync(IReadOnlyList<FollowedEvent> events, CancellationToken ct)
    {
        if (events.LastOrDefault(one => one.Event is CitizenEvent.ErasureDone).Recorded is not { } last)
            return false;
        if (!await clock.ReachesAsync(projection, last.Position, ct))
            throw new TimeoutException("The read model of outreach is behind.");
        await readModels.ScrubAsync(projection.Tables, ct);
        return true;
    }
}
