using System.Collections.Immutable;
using Omnichannel.Contracts.Campaigns;
using static Omnichannel.Contracts.Events.CampaignEvent;

namespace Omnichannel.Outreach;

/// <summary>What a decision about a campaign needs to know.</summary>
internal sealed record CampaignState
{
    public static CampaignState Initial { get; } = new();

    /// <summary>Version n stands at n - 1.</summary>
    public ImmutableList<Drafted> Versions { get; init; } = [];

    public Drafted? Latest => Versions.Count > 0 ? Versions[^1] : null;

    /// <summary>0 = none yet.</summary>
    public int ApprovedVersion { get; init; }

    public string? ApprovedBy { get; init; }

    public int StartedVersion { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The version whose whole audience has begun; 0 = none yet.</summary>
    public int ReachedVersion { get; init; }

    public bool IsPaused { get; init; }

    public bool IsCancelled { get; init; }

    public bool IsRunning => this is { StartedAt: not null, IsPaused: false, IsCancelled: false };

    /// <summary>Null = no list was handed in.</summary>
    public Guid? ListId { get; init; }

    public int ListPart { get; init; }

    public int ListCount { get; init; }

    public ImmutableHashSet<Guid> Tests { get; init; } = [];

    /// <summary>A version's definition; null when there is no such version.</summary>
    public CampaignDefinition? DefinitionOf(int version) => version >= 1 && version <= Versions.Count ? Versions[version - 1].Definition : null;

    /// <summary><c>draft</c>, <c>approved</c>, <c>running</c>, <c>paused</c> or <c>cancelled</c>.</summary>
    public string Status => this switch
    {
        { IsCancelled: true } => "cancelled",
        { StartedAt: not null, IsPaused: true } => "paused",
        { StartedAt: not null } => "running",
        _ when Latest is not null && ApprovedVersion == Versions.Count => "approved",
        _ => "draft",
    };
}
