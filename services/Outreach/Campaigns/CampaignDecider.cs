using Omnichannel.Contracts.Campaigns;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using static Omnichannel.Contracts.Events.CampaignEvent;

namespace Omnichannel.Outreach;

internal abstract record CampaignCommand
{
    private CampaignCommand()
    {
    }

    /// <summary>A first, or another, version.</summary>
    public sealed record Draft(CampaignDefinition Definition, string? Source, string Author, DateTimeOffset At) : CampaignCommand;

    public sealed record ExtendList(Guid ListId, int Part, IReadOnlyList<Guid> Citizens, string Author, DateTimeOffset At) : CampaignCommand;

    public sealed record RecordTest(Guid MessageId, string Step, string Author, DateTimeOffset At) : CampaignCommand;

    /// <param name="Version">The one that was looked at.</param>
    public sealed record Approve(int Version, string Author, DateTimeOffset At) : CampaignCommand;

    public sealed record Start(string Author, DateTimeOffset At) : CampaignCommand;

    public sealed record ReachAudience(int Version, int Begun, int HeldOut, DateTimeOffset At) : CampaignCommand;

    public sealed record Pause(string Author, DateTimeOffset At) : CampaignCommand;

    public sealed record Resume(string Author, DateTimeOffset At) : CampaignCommand;

    public sealed record Cancel(string Author, DateTimeOffset At) : CampaignCommand;
}

/// <summary>The life of one campaign: drafted, approved by a second person, started, paused, resumed, cancelled.</summary>
internal static class CampaignDecider
{
    public static Decider<CampaignCommand, CampaignEvent, CampaignState> Decider { get; } = new("campaign", CampaignState.Initial, Decide, Evolve);

    public static Aggregate<CampaignCommand, CampaignEvent, CampaignState> At(Guid campaignId) => new(Decider, StreamOf(campaignId));

    public static StreamName StreamOf(Guid campaignId) => new("campaign", campaignId);

    public static Decision<CampaignEvent> Decide(CampaignCommand command, CampaignState state) => (command, state) switch
    {
        (CampaignCommand.Draft c, _) when state.Latest is { } latest && Same(latest, c) => Decision<CampaignEvent>.Nothing,
        (CampaignCommand.Draft, { IsCancelled: true }) => Refusals.Cancelled,
        (CampaignCommand.Draft, { IsRunning: true }) => Refusals.Running,
        (CampaignCommand.Draft c, _) => new Drafted(state.Versions.Count + 1, c.Definition, c.Source, c.Author, c.At),
        (_, { Latest: null }) => Refusals.NoCampaign,

        (CampaignCommand.ExtendList c, _) when state.ListId == c.ListId && c.Part <= state.ListPart => Decision<CampaignEvent>.Nothing,
        (CampaignCommand.ExtendList, { StartedAt: not null }) => Refusals.AlreadyStarted,
        (CampaignCommand.ExtendList c, _) => new ListExtended(c.ListId, c.Part, c.Citizens, c.Author, c.At),

        (CampaignCommand.RecordTest c, _) when state.Tests.Contains(c.MessageId) => Decision<CampaignEvent>.Nothing,
        (CampaignCommand.RecordTest c, _) => new Tested(state.Versions.Count, c.MessageId, c.Step, c.Author, c.At),

        (CampaignCommand.Approve c, _) when c.Version != state.Versions.Count => Refusals.OtherVersion,
        (CampaignCommand.Approve c, _) when state.ApprovedVersion == c.Version => Decision<CampaignEvent>.Nothing,
        (CampaignCommand.Approve, { IsCancelled: true }) => Refusals.Cancelled,
        // Four eyes.
        (CampaignCommand.Approve c, _) when state.Latest!.Author == c.Author => Refusals.OwnApproval,
        (CampaignCommand.Approve c, _) => new Approved(c.Version, c.Author, c.At),

        (CampaignCommand.Start, { IsCancelled: true }) => Refusals.Cancelled,
        (CampaignCommand.Start, { StartedAt: not null }) when state.StartedVersion == state.Versions.Count => Decision<CampaignEvent>.Nothing,
        (CampaignCommand.Start, _) when state.ApprovedVersion != state.Versions.Count => Refusals.NotApproved,
        (CampaignCommand.Start c, _) => new Started(state.Versions.Count, c.Author, c.At),

        (CampaignCommand.ReachAudience c, _) when state.ReachedVersion == c.Version => Decision<CampaignEvent>.Nothing,
        (CampaignCommand.ReachAudience c, _) => new AudienceReached(c.Version, c.Begun, c.HeldOut, c.At),

        (CampaignCommand.Cancel, { IsCancelled: true }) => Decision<CampaignEvent>.Nothing,
        (CampaignCommand.Cancel c, _) => new Cancelled(c.Author, c.At),
        (_, { IsCancelled: true }) => Refusals.Cancelled,
        (CampaignCommand.Pause, { IsPaused: true }) => Decision<CampaignEvent>.Nothing,
        (CampaignCommand.Pause, { StartedAt: null }) => Refusals.NotRunning,
        (CampaignCommand.Pause c, _) => new Paused(c.Author, c.At),
        (CampaignCommand.Resume, { StartedAt: null }) => Refusals.NotPaused,
        (CampaignCommand.Resume, { IsPaused: false }) => Decision<CampaignEvent>.Nothing,
        (CampaignCommand.Resume c, _) => new Resumed(c.Author, c.At),
        _ => throw new NotSupportedException($"No rule for {command.GetType().Name}."),
    };

    public static CampaignState Evolve(CampaignState state, CampaignEvent @event) => @event switch
    {
        Drafted e => state with { Versions = state.Versions.Add(e) },
        ListExtended e => state with
        {
            ListId = e.ListId,
            ListPart = e.Part,
            ListCount = (state.ListId == e.ListId ? state.ListCount : 0) + e.Citizens.Count,
        },
        Tested e => state with { Tests = state.Tests.Add(e.MessageId) },
        Approved e => state with { ApprovedVersion = e.Version, ApprovedBy = e.Author },
        Started e => state with { StartedAt = e.At, StartedVersion = e.Version, IsPaused = false },
        AudienceReached e => state with { ReachedVersion = e.Version },
        Paused => state with { IsPaused = true },
        Resumed => state with { IsPaused = false },
        Cancelled => state with { IsCancelled = true },
        _ => state,
    };

    private static bool Same(Drafted latest, CampaignCommand.Draft c) => latest.Author == c.Author && latest.Source == c.Source
        && EventCatalog.Serialize(latest with { Version = 0, Author = "", At = default }).AsSpan()
            .SequenceEqual(EventCatalog.Serialize(new Drafted(0, c.Definition, c.Source, "", default)));
}
