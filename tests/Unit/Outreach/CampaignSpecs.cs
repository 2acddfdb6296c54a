using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Outreach;
using Omnichannel.Testing;
using Xunit;
using static Omnichannel.Contracts.Events.CampaignEvent;
using static Omnichannel.Unit.Outreach.Campaigns;

namespace Omnichannel.Unit.Outreach;

public sealed class CampaignSpecs
{
    private static readonly Drafted First = new(1, Reminder, null, "anna", At);
    private static readonly CampaignEvent.Approved Allowed = new(1, "ben", At);
    private static readonly Started Begin = new(1, "anna", At);

    [Fact]
    public void Its_author_cannot_approve_it() => Given(First).When(new CampaignCommand.Approve(1, "anna", At)).ThenRefused("campaign.own-approval");

    [Fact]
    public void Somebody_else_can() => Given(First).When(new CampaignCommand.Approve(1, "ben", At)).Then(Allowed);

    [Fact]
    public void What_was_changed_has_to_be_approved_again()
    {
        var second = new Drafted(2, Reminder with { Name = "Other" }, null, "ben", At);
        Given(First, Allowed, second).When(new CampaignCommand.Start("anna", At)).ThenRefused("campaign.not-approved");
        Given(First, Allowed, second).When(new CampaignCommand.Approve(1, "anna", At)).ThenRefused("campaign.other-version");
        Given(First, Allowed, second).When(new CampaignCommand.Approve(2, "ben", At)).ThenRefused("campaign.own-approval");
    }

    [Fact]
    public void Without_approval_nothing_starts() => Given(First).When(new CampaignCommand.Start("anna", At)).ThenRefused("campaign.not-approved");

    [Fact]
    public void Approved_it_starts_once()
    {
        Given(First, Allowed).When(new CampaignCommand.Start("anna", At)).Then(Begin);
        Given(First, Allowed, Begin).When(new CampaignCommand.Start("anna", At.AddHours(1))).ThenNothing();
    }

    [Fact]
    public void Paused_and_resumed_and_cancelled_for_good()
    {
        Given(First, Allowed, Begin).When(new CampaignCommand.Pause("anna", At)).Then(new Paused("anna", At));
        Given(First, Allowed, Begin, new Paused("anna", At)).When(new CampaignCommand.Resume("anna", At)).Then(new Resumed("anna", At));
        Given(First, Allowed, Begin).When(new CampaignCommand.Cancel("anna", At)).Then(new Cancelled("anna", At));
        Given(First, Allowed, Begin, new Cancelled("anna", At)).When(new CampaignCommand.Resume("anna", At)).ThenRefused("campaign.cancelled");
        Given(First, Allowed).When(new CampaignCommand.Pause("anna", At)).ThenRefused("campaign.not-running");
    }

    [Fact]
    public void A_running_campaign_is_not_changed_under_its_people()
    {
        var changed = new CampaignCommand.Draft(Reminder with { Name = "Other" }, null, "anna", At);
        Given(First, Allowed, Begin).When(changed).ThenRefused("campaign.running");
        Given(First, Allowed, Begin, new Paused("anna", At)).When(changed).Then(new Drafted(2, changed.Definition, null, "anna", At));
        Given(First).When(new CampaignCommand.Draft(Reminder, null, "anna", At.AddHours(1))).ThenNothing();
    }

    [Fact]
    public void The_same_part_of_a_list_counts_once()
    {
        var part = new CampaignCommand.ExtendList(DerivedId.From("list"), 1, [Anna], "anna", At);
        Given(First).When(part).Then(new ListExtended(part.ListId, 1, [Anna], "anna", At));
        Given(First, Allowed, Begin).When(part).ThenRefused("campaign.started");
    }

    [Fact]
    public void Of_what_does_not_exist_nothing_can_be_asked() => Given().When(new CampaignCommand.Start("anna", At)).ThenRefused("campaign.missing");

    private static Spec<CampaignCommand, CampaignEvent, CampaignState> Given(params IEnumerable<CampaignEvent> events) => Spec.Of(CampaignDecider.Decider, events);
}
