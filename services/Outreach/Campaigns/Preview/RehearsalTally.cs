using Omnichannel.Contracts;
using Omnichannel.Contracts.Campaigns;
using Omnichannel.Contracts.Events;

namespace Omnichannel.Outreach;

/// <summary>Walks one citizen after another through a campaign, with a clock of its own and the workflow itself, and counts.</summary>
internal sealed class RehearsalTally(Guid campaignId, CampaignDefinition campaign, OutreachOptions options)
{
    private const int MostExamples = 20;
    private readonly Dictionary<Guid, ContactBudgetState> _budgets = [];
    private readonly HashSet<Guid> _people = [];
    private readonly HashSet<Guid> _reached = [];
    private readonly SortedDictionary<DateOnly, int> _days = [];
    private readonly Dictionary<string, (string Says, int People)> _held = [];
    private readonly List<Example> _examples = [];
    private int _heldOut;
    private int _messages;
    private long _cost;

    internal sealed record Held(string Rule, string Says, int Times);

    /// <summary>A message as it would have been.</summary>
    internal sealed record Example(Guid CitizenId, DateTimeOffset At, string Step, string Channel, string Text);

    public int Occasions { get; private set; }

    public void Add(CitizenFacts citizen, Guid cause, IReadOnlyList<NamedValue> fields, DateTimeOffset dueAt)
    {
        Occasions++;
        _people.Add(citizen.Id);
        if (Audience.IsHeldOut(campaign, campaignId, citizen.Id))
        {
            _heldOut++;
            return;
        }

        var id = OutreachWorkflow.IdOf(campaignId, citizen.Id, cause);
        var first = OutreachWorkflow.Enter(campaign, campaign.Steps[0].Id, "begun", dueAt);
        var state = OutreachWorkflow.Evolve(
            EnrolmentState.Initial, new OutreachEvent.Begun(campaignId, 0, "", "", "", citizen.Id, cause, fields, first.Step, first.DueAt, false, dueAt));
        while (state.GoesOn)
        {
            var at = state.DueAt;
            var budget = _budgets.GetValueOrDefault(citizen.Id) ?? ContactBudgetState.Initial;
            var situation = new Situation(campaign, citizen, budget, options, "", $"{options.PublicUrl}/…", $"{options.PublicUrl}/…");
            var events = OutreachWorkflow.Decide(new EnrolmentCommand.Advance(id, situation, at), state).Events;
            if (events.Count == 0)
                return;
            foreach (var e in events)
            {
                Count(citizen, id, e, budget);
                state = OutreachWorkflow.Evolve(state, e);
            }
        }
    }

    public Backtest.View View(DateTimeOffset from, DateTimeOffset to) => new(
        from, to, Occasions, _people.Count, _heldOut, _reached.Count, _messages, _cost, [.. _days.Select(day => new Backtest.Day(day.Key, day.Value))],
        [.. _held.OrderByDescending(one => one.Value.People).Select(one => new Held(one.Key, one.Value.Says, one.Value.People))], _examples);

    private void Count(CitizenFacts citizen, Guid id, OutreachEvent @event, ContactBudgetState budget)
    {
        switch (@event)
        {
            case OutreachEvent.MessageWanted e:
                _messages++;
                _reached.Add(citizen.Id);
                _cost += PreviewCampaign.CostOf(e.Channel, e.Text, options);
                var day = DateOnly.FromDateTime(e.At.UtcDateTime);
                _days[day] = _days.GetValueOrDefault(day) + 1;
                if (_examples.Count < MostExamples)
                    _examples.Add(new Example(citizen.Id, e.At, e.Step, e.Channel, e.Text));
                var passes = e.Checks.Any(check => check.Rule is ContactRules.Emergency or ContactRules.Answer);
                _budgets[citizen.Id] = ContactBudget.Evolve(
                    budget, new ContactBudgetEvent.Spent(e.MessageId, id, campaignId, campaign.Department, campaign.Purpose, e.Channel, passes, e.At));
                break;
            case OutreachEvent.MessageHeld e:
                Hold(e.Rule, e.Says);
                break;
            case OutreachEvent.ChannelPassed e:
                Hold(e.Rule, e.Says);
                break;
        }
    }

    private void Hold(string rule, string says) => _held[rule] = (says, _held.GetValueOrDefault(rule).People + 1);
}
