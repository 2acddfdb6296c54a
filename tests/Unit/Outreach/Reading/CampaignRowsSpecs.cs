using Omnichannel.Contracts;
using Omnichannel.Contracts.Campaigns;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using Omnichannel.Outreach;
using Omnichannel.Testing;
using Xunit;
using static Omnichannel.Contracts.Events.CampaignEvent;

namespace Omnichannel.Unit.Outreach;

/// <summary>Campaigns as outreach's projection lists them.</summary>
public sealed class CampaignRowsSpecs
{
    private static readonly StreamName Stream = new("campaign", Campaigns.Id);
    private static readonly Guid List = DerivedId.From("list");
    private static readonly DateTimeOffset Later = Campaigns.At.AddHours(1);
    private static readonly Drafted Draft = new(1, Campaigns.Reminder, null, "ben", Campaigns.At);
    private static readonly string Id = Stream.Id;

    [Fact]
    public void A_draft_is_listed_without_a_status() => Given(Draft).ThenRows(
        CampaignRows.Campaigns,
        new TableRow(
            Id, ("name", "Reminder"), ("department", "Citizens' office"), ("purpose", "appointments"), ("version", 1), ("author", "ben"), ("drafted_at", Campaigns.At),
            ("life_event", "appointment-booked"), ("event", null), ("status", null), ("approved_version", null), ("changed", 1)));

    [Fact]
    public void A_new_draft_takes_the_place_of_the_one_before_with_its_trigger()
    {
        var next = Campaigns.Reminder with { Name = "Survey", Trigger = new CampaignTrigger { Event = "conversation.closed.v1" } };
        Given(Draft, new Drafted(2, next, null, "carla", Later)).ThenRows(
            CampaignRows.Campaigns,
            new TableRow(
                Id, ("name", "Survey"), ("version", 2), ("author", "carla"), ("drafted_at", Later), ("life_event", null), ("event", "conversation.closed.v1"), ("changed", 2)));
    }

    [Fact]
    public void Approved_started_and_reached_are_told_by_version()
    {
        Given(Draft, new CampaignEvent.Approved(1, "carla", Later)).ThenRows(CampaignRows.Campaigns, new TableRow(Id, ("approved_version", 1), ("status", null), ("changed", 2)));
        Given(Draft, new Started(1, "ben", Later)).ThenRows(CampaignRows.Campaigns, new TableRow(Id, ("status", "running"), ("started_at", Later), ("started_version", 1)));
        Given(Draft, new Started(1, "ben", Later), new AudienceReached(1, 20, 2, Later)).ThenRows(CampaignRows.Campaigns, new TableRow(Id, ("status", "running"), ("reached_version", 1)));
    }

    [Fact]
    public void It_is_paused_resumed_and_cancelled()
    {
        Given(Draft, new Started(1, "ben", Later), new Paused("ben", Later)).ThenRows(CampaignRows.Campaigns, new TableRow(Id, ("status", "paused")));
        Given(Draft, new Paused("ben", Later), new Resumed("ben", Later)).ThenRows(CampaignRows.Campaigns, new TableRow(Id, ("status", "running")));
        Given(Draft, new Started(1, "ben", Later), new Cancelled("ben", Later)).ThenRows(CampaignRows.Campaigns, new TableRow(Id, ("status", "cancelled"), ("changed", 3)));
    }

    [Fact]
    public void A_trial_changes_only_that_something_happened() => Given(Draft, new Tested(1, DerivedId.From("trial"), "ask", "ben", Later))
        .ThenRows(CampaignRows.Campaigns, new TableRow(Id, ("status", null), ("changed", 2)));

    [Fact]
    public void A_list_comes_in_parts_and_the_last_list_counts()
    {
        var (ben, next) = (DerivedId.From("ben"), DerivedId.From("next"));
        Given(new ListExtended(List, 1, [Campaigns.Anna], "ben", Later), new ListExtended(List, 2, [ben, Campaigns.Anna], "ben", Later))
            .ThenRows(CampaignRows.Campaigns, new TableRow(Id, ("list_id", List)))
            .ThenRows(CampaignRows.Listed, Listed(List, Campaigns.Anna), Listed(List, ben));
        Given(new ListExtended(List, 1, [Campaigns.Anna], "ben", Later), new ListExtended(next, 1, [ben], "ben", Later))
            .ThenRows(CampaignRows.Campaigns, new TableRow(Id, ("list_id", next)))
            .ThenRows(CampaignRows.Listed, Listed(List, Campaigns.Anna), Listed(next, ben));

        static TableRow Listed(Guid list, Guid citizen) => new($"{list}:{citizen}", ("campaign_id", Id), ("list_id", list), ("citizen_id", citizen));
    }

    private static ProjectionSpec Given(params object[] events) => ProjectionSpec.Of(new OutreachProjection()).Given(Stream, events);
}
