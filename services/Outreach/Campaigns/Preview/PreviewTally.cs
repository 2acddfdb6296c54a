using Omnichannel.Contracts.Campaigns;
using Omnichannel.Contracts.Events;

namespace Omnichannel.Outreach;

/// <summary>Decides the first step for one citizen after another, as the workflow itself would, and counts.</summary>
internal sealed class PreviewTally(CampaignDefinition campaign, OutreachOptions options)
{
    private const int MostExamples = 20;
    private readonly Dictionary<string, (int People, long Cost)> _channels = [];
    private readonly Dictionary<string, (int People, long Cost)> _languages = [];
    private readonly Dictionary<(string Code, bool IsForGood), (string Says, int People, List<Guid> Citizens)> _rules = [];
    private readonly List<PreviewCampaign.Example> _examples = [];
    private int _matching;
    private int _heldOut;
    private int _reached;
    private int _held;
    private int _refused;
    private long _cost;

    public void Add(Guid campaignId, CitizenFacts citizen, ContactBudgetState budget, DateTimeOffset now)
    {
        _matching++;
        if (Audience.IsHeldOut(campaign, campaignId, citizen.Id))
        {
            _heldOut++;
            return;
        }

        var begun = new OutreachEvent.Begun(campaignId, 0, "", "", "", citizen.Id, campaignId, [], campaign.Steps[0].Id, now, false, now);
        var state = OutreachWorkflow.Evolve(EnrolmentState.Initial, begun);
        var situation = new Situation(campaign, citizen, budget, options, "", $"{options.PublicUrl}/…", $"{options.PublicUrl}/…");
        var events = OutreachWorkflow.Decide(new EnrolmentCommand.Advance(Guid.Empty, situation, now), state).Events;
        foreach (var e in events.OfType<OutreachEvent.ChannelPassed>().Where(_ => !events.Any(one => one is OutreachEvent.MessageWanted or OutreachEvent.MessageHeld)))
            Say(e.Rule, e.Says, true, citizen.Id);
        foreach (var e in events.OfType<OutreachEvent.MessageHeld>())
        {
            _held++;
            Say(e.Rule, e.Says, false, citizen.Id);
            Count(e.Channel, citizen, null);
        }

        foreach (var e in events.OfType<OutreachEvent.MessageWanted>())
        {
            _reached++;
            Count(e.Channel, citizen, e.Text);
        }

        if (!events.Any(e => e is OutreachEvent.MessageWanted or OutreachEvent.MessageHeld))
            _refused++;
    }

    public PreviewCampaign.View View(int version) => new(
        version, _matching, _heldOut, _reached, _held, _refused, _cost, Counts(_channels), Counts(_languages),
        [.. _rules.OrderByDescending(one => one.Value.People).Select(one => new PreviewCampaign.Rule(one.Key.Code, one.Value.Says, one.Key.IsForGood, one.Value.People, one.Value.Citizens))],
        _examples);

    private void Count(string channel, CitizenFacts citizen, string? text)
    {
        // Citizens that the first step writes to: only a step that writes names a language.
        var send = campaign.Steps.FirstOrDefault(step => step.Send is not null)?.Send;
        if (send is null)
            return;
        var language = SendPlan.LanguageOf(campaign, send, citizen);
        var cost = PreviewCampaign.CostOf(channel, text ?? send.Text[language], options);
        _cost += cost;
        Increase(_channels, channel, cost);
        Increase(_languages, language, cost);
        if (text is not null && _examples.Count < MostExamples && _examples.Count(one => one.Channel == channel && one.Language == language) < 2)
            _examples.Add(new PreviewCampaign.Example(citizen.Id, channel, language, text));
    }

    private void Say(string code, string says, bool isForGood, Guid citizen)
    {
        var (_, people, citizens) = _rules.GetValueOrDefault((code, isForGood), (says, 0, []));
        if (citizens.Count < MostExamples)
            citizens.Add(citizen);
        _rules[(code, isForGood)] = (says, people + 1, citizens);
    }

    private static void Increase(Dictionary<string, (int People, long Cost)> counts, string name, long cost)
    {
        var (people, sum) = counts.GetValueOrDefault(name);
        counts[name] = (people + 1, sum + cost);
    }

    private static PreviewCampaign.Count[] Counts(Dictionary<string, (int People, long Cost)> counts) =>
        [.. counts.OrderByDescending(one => one.Value.People).Select(one => new PreviewCampaign.Count(one.Key, one.Value.People, one.Value.Cost))];
}
