using System.Globalization;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using static Omnichannel.EventSourcing.ColumnType;

namespace Omnichannel.Outreach;

/// <summary>Campaigns for lists, and who stands on the lists that were handed in for them.</summary>
internal static class CampaignRows
{
    /// <summary>A status only once it was started: before, approved and latest version say where it stands.</summary>
    public static readonly Table Campaigns = new(
        "outreach_campaigns", "id",
        [
            new("name", Text), new("department", Text), new("purpose", Text), new("status", Text), new("version", Number), new("approved_version", Number), new("author", Text),
            new("drafted_at", Number), new("started_at", Number), new("started_version", Number), new("reached_version", Number), new("life_event", Text),
            new("event", Text), new("list_id", Text), new("changed", Number),
        ],
        ["drafted_at, id"]);

    public static readonly Table Listed = new(
        "outreach_listed", "id", [new("campaign_id", Text), new("list_id", Text), new("citizen_id", Text)], ["campaign_id, list_id, citizen_id"]);

    public static IReadOnlyList<Table> Tables { get; } = [Campaigns, Listed];

    public static void Apply(string id, RecordedEvent recorded, CampaignEvent @event, RowChanges rows)
    {
        switch (@event)
        {
            case CampaignEvent.Drafted e:
                rows.Set(
                    Campaigns, id, ("name", e.Definition.Name), ("department", e.Definition.Department), ("purpose", e.Definition.Purpose),
                    ("version", (long)e.Version), ("author", e.Author), ("drafted_at", Microseconds.Of(e.At)),
                    ("life_event", e.Definition.Trigger?.LifeEvent), ("event", e.Definition.Trigger?.Event));
                break;
            case CampaignEvent.ListExtended e:
                rows.Set(Campaigns, id, ("list_id", e.ListId.ToString()));
                foreach (var citizen in e.Citizens)
                {
                    rows.Set(
                        Listed, string.Create(CultureInfo.InvariantCulture, $"{e.ListId}:{citizen}"), ("campaign_id", id), ("list_id", e.ListId.ToString()),
                        ("citizen_id", citizen.ToString()));
                }

                break;
            case CampaignEvent.Approved e:
                rows.Set(Campaigns, id, ("approved_version", (long)e.Version));
                break;
            case CampaignEvent.Started e:
                rows.Set(Campaigns, id, ("status", "running"), ("started_at", Microseconds.Of(e.At)), ("started_version", (long)e.Version));
                break;
            case CampaignEvent.AudienceReached e:
                rows.Set(Campaigns, id, ("reached_version", (long)e.Version));
                break;
            case CampaignEvent.Paused:
                rows.Set(Campaigns, id, ("status", "paused"));
                break;
            case CampaignEvent.Resumed:
                rows.Set(Campaigns, id, ("status", "running"));
                break;
            case CampaignEvent.Cancelled:
                rows.Set(Campaigns, id, ("status", "cancelled"));
                break;
        }

        rows.Set(Campaigns, id, ("changed", recorded.Position));
    }
}
