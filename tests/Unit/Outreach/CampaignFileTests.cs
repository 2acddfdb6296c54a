using Omnichannel.Contracts.Campaigns;
using Omnichannel.Outreach;
using Omnichannel.Testing;
using Xunit;
using static Omnichannel.Unit.Outreach.Campaigns;

namespace Omnichannel.Unit.Outreach;

public sealed class CampaignFileTests
{
    private const string Small =
        """
        name: Small
        department: Library
        purpose: reading
        legalBasis: consent
        steps:
          - id: ask
            send: { channels: [sms], text: { en: "Come on {fields.day}?" }, next: end, otherwise: end }
          - id: end
            finish: { outcome: done }
        trigger: { lifeEvent: card-issued, fields: [day] }
        """;

    public static TheoryData<string> Samples { get; } =
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "docs", "samples", "campaigns"), "*.yaml").Select(path => Path.GetFileName(path))];

    [Fact]
    public void A_campaign_is_read_from_yaml()
    {
        var (campaign, mistake) = CampaignFile.ReadYaml(Small);
        Assert.Null(mistake);
        Assert.Empty(CampaignValidation.Check(campaign!));
        Assert.Equal(("Small", "ask", "Come on {fields.day}?"), (campaign!.Name, campaign.Steps[0].Id, campaign.Steps[0].Send!.Text["en"]));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_sample_has_no_mistakes(string file)
    {
        var (campaign, mistake) = CampaignFile.ReadYaml(File.ReadAllText(Path.Combine(Repository.Root, "docs", "samples", "campaigns", file)));
        Assert.Null(mistake);
        Assert.Empty(CampaignValidation.Check(campaign!));
    }

    [Fact]
    public void The_campaign_of_the_specifications_has_no_mistakes() => Assert.Empty(CampaignValidation.Check(Reminder));

    [Theory]
    [InlineData("nmae: x", "nmae")]
    [InlineData("name: [1, 2]", "$.name")]
    [InlineData("a: 1\na: 2", "twice")]
    [InlineData("a: &x [*x]", "references")]
    [InlineData("a: b: c", "no YAML")]
    [InlineData("", "nothing")]
    public void What_cannot_be_read_says_where(string yaml, string says) =>
        Assert.Contains(says, CampaignFile.ReadYaml(yaml).Mistake, StringComparison.Ordinal);

    [Fact]
    public void A_tower_is_refused_and_not_climbed() => Assert.Contains(
        "levels", CampaignFile.ReadYaml(string.Concat(Enumerable.Repeat("[", 5_000))).Mistake, StringComparison.Ordinal);

    public static TheoryData<string, CampaignDefinition> Wrong { get; } = new()
    {
        { "legalBasis is one of", Reminder with { LegalBasis = "because" } },
        { "holdOutPercent", Reminder with { HoldOutPercent = 95 } },
        { "nobody is held out", Reminder with { IsEmergency = true, HoldOutPercent = 10 } },
        { "leads to 'nowhere'", With("ask", step => step with { Send = step.Send! with { Next = "nowhere" } }) },
        { "nobody knows", With("ask", step => step with { Send = step.Send! with { Text = Words("{fields.place}", "{fields.place}") } }) },
        { "no text in en", With("ask", step => step with { Send = step.Send! with { Text = new Dictionary<string, string> { ["de"] = "Hallo" } } }) },
        { "nothing can be sent on 'fax'", With("ask", step => step with { Send = step.Send! with { Channels = ["fax"] } }) },
        { "takes a template", With("ask", step => step with { Send = step.Send! with { Channels = ["whatsapp"] } }) },
        { "no span", With("wait", step => step with { Wait = step.Wait! with { For = "soon" } }) },
        { "which no step offers", With("wait", step => step with { Wait = step.Wait! with { Branches = [new AnswerBranch("thank") { Choice = "perhaps" }] } }) },
        { "waits for ever", With("wait", step => step with { Wait = step.Wait! with { Silence = "wait" } }) },
        { "without waiting", With("ask", step => step with { Send = step.Send! with { Next = "ask" } }) },
        { "Nothing leads to step 'moved'", With("wait", step => step with { Wait = step.Wait! with { Branches = [new AnswerBranch("thank") { Choice = "yes" }, new AnswerBranch("clerk") { Choice = "no" }] } }) },
        { "is one of send, wait", With("moved", step => step with { HandOver = new HandOverStep() }) },
        { "either a lifeEvent or an event", Reminder with { Trigger = new CampaignTrigger { Fields = ["date"] } } },
        { "says one thing", Reminder with { Audience = [new AudienceRule { Consent = "a", Channel = "sms" }] } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_mistake_is_told_in_words(string says, CampaignDefinition campaign) =>
        Assert.Contains(CampaignValidation.Check(campaign), mistake => mistake.Contains(says, StringComparison.Ordinal));

    private static CampaignDefinition With(string id, Func<CampaignStep, CampaignStep> change) =>
        Reminder with { Steps = [.. Reminder.Steps.Select(step => step.Id == id ? change(step) : step)] };
}
