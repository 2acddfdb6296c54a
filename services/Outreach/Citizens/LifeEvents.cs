using System.Collections.Immutable;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using static Omnichannel.Contracts.Events.LifeEventEvent;

namespace Omnichannel.Outreach;

/// <summary>The campaigns that a life event was shared with, or withheld from.</summary>
internal sealed record LifeEventState(Told? Told, ImmutableHashSet<Guid> Judged)
{
    public static LifeEventState Initial { get; } = new(null, []);
}

/// <summary>A life event: reported once, and decided once for each campaign that it triggers.</summary>
internal static class LifeEvents
{
    /// <summary>Its commands are its events: there is nothing to decide but whether they are news.</summary>
    public static Decider<LifeEventEvent, LifeEventEvent, LifeEventState> Decider { get; } = new("lifeevent", LifeEventState.Initial, Decide, Evolve);

    public static Aggregate<LifeEventEvent, LifeEventEvent, LifeEventState> At(Guid id) => new(Decider, StreamOf(id));

    public static StreamName StreamOf(Guid id) => new("lifeevent", id);

    public static Decision<LifeEventEvent> Decide(LifeEventEvent command, LifeEventState state) => command switch
    {
        Told when state.Told is not null => Decision<LifeEventEvent>.Nothing,
        Shared e when state.Judged.Contains(e.CampaignId) => Decision<LifeEventEvent>.Nothing,
        Withheld e when state.Judged.Contains(e.CampaignId) => Decision<LifeEventEvent>.Nothing,
        _ => command,
    };

    public static LifeEventState Evolve(LifeEventState state, LifeEventEvent @event) => @event switch
    {
        Told e => state with { Told = e },
        Shared e => state with { Judged = state.Judged.Add(e.CampaignId) },
        Withheld e => state with { Judged = state.Judged.Add(e.CampaignId) },
        _ => state,
    };
}
