using Omnichannel.Contracts.Campaigns;

namespace Omnichannel.Contracts.Events;

/// <summary>The life of one campaign. Stream <c>campaign-{id}</c>. Nothing in it is about one citizen.</summary>
public abstract record CampaignEvent
{
    private CampaignEvent()
    {
    }

    /// <param name="Version">1, 2, 3 …; what runs is the version that was approved last.</param>
    /// <param name="Source">The file as it was written; null when it came as JSON.</param>
    [EventType("campaign.drafted.v1")]
    public sealed record Drafted(int Version, CampaignDefinition Definition, string? Source, string Author, DateTimeOffset At) : CampaignEvent;

    /// <summary>Citizens who stand on a list that was handed in; a long list comes in several of these.</summary>
    /// <param name="ListId">Of a list; only the last one counts.</param>
    [EventType("campaign.list-extended.v1")]
    public sealed record ListExtended(Guid ListId, int Part, IReadOnlyList<Guid> Citizens, string Author, DateTimeOffset At) : CampaignEvent;

    /// <summary>The author's or anybody's own address was written to, to see how it looks.</summary>
    [EventType("campaign.tested.v1")]
    public sealed record Tested(int Version, Guid MessageId, string Step, string Author, DateTimeOffset At) : CampaignEvent;

    /// <summary>Somebody else than its author allows this version to be sent.</summary>
    [EventType("campaign.approved.v1")]
    public sealed record Approved(int Version, string Author, DateTimeOffset At) : CampaignEvent;

    /// <summary>It begins: with its audience, or by listening for its trigger.</summary>
    [EventType("campaign.started.v1")]
    public sealed record Started(int Version, string Author, DateTimeOffset At) : CampaignEvent;

    /// <summary>Its whole audience has begun.</summary>
    [EventType("campaign.audience-reached.v1")]
    public sealed record AudienceReached(int Version, int Begun, int HeldOut, DateTimeOffset At) : CampaignEvent;

    [EventType("campaign.paused.v1")]
    public sealed record Paused(string Author, DateTimeOffset At) : CampaignEvent;

    [EventType("campaign.resumed.v1")]
    public sealed record Resumed(string Author, DateTimeOffset At) : CampaignEvent;

    /// <summary>For good: what is pending for anybody is stopped.</summary>
    [EventType("campaign.cancelled.v1")]
    public sealed record Cancelled(string Author, DateTimeOffset At) : CampaignEvent;
}
