using System.Globalization;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Campaigns;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;

namespace Omnichannel.Outreach;

/// <summary>
/// Does what is due in one enrolment. A contact is reserved in the citizen's budget before the step is committed: the
/// budget is one stream, so of two campaigns that want the last contact at once one gets it, and the other is held.
/// </summary>
internal sealed class AdvanceEnrolment(CommandHandler handler, OutreachOptions options, PageLinks links, ChannelThrottle pace, TimeProvider time)
{
    private const int MostTries = 5;

    /// <param name="citizen">As of now, or of the moment that the campaign was seen running.</param>
    /// <returns>False when the channel's throttle makes it wait.</returns>
    public async Task<bool> HandleAsync(Guid outreachId, CampaignState campaign, CitizenFacts citizen, CancellationToken ct)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var enrolment = await handler.LoadAsync(OutreachWorkflow.At(outreachId), ct);
            if (campaign.DefinitionOf(enrolment.State.Version) is not { } definition)
                return true;
            var budget = await handler.LoadAsync(ContactBudget.At(citizen.Id), ct);
            var now = time.GetUtcNow();
            var situation = new Situation(
                definition, citizen, budget.State, options, campaign.ApprovedBy ?? "", await links.PreferencesAsync(citizen.Id, ct),
                await links.UnsubscribeAsync(citizen.Id, definition.Purpose, ct));
            var command = new EnrolmentCommand.Advance(outreachId, situation, now);
            var wanted = OutreachWorkflow.Decide(command, enrolment.State).Events.OfType<OutreachEvent.MessageWanted>().SingleOrDefault();
            if (wanted is not null && !pace.TryAcquire(wanted.Channel, now))
                return false;
            if (wanted is not null && !await SpendAsync(outreachId, enrolment.State.CampaignId, definition, citizen.Id, wanted, ct))
                continue;
            var id = DerivedId.From("advance", outreachId.ToString(), enrolment.Version.ToString(CultureInfo.InvariantCulture));
            var advanced = await handler.HandleAsync(OutreachWorkflow.At(outreachId), command, CommandContext.First(id, "outreach", now), ct);
            // The citizen said something meanwhile: it is not sent, and does not count.
            if (wanted is not null && !advanced.State.Messages.ContainsKey(wanted.MessageId))
                await ReturnAsync(citizen.Id, wanted.MessageId, "overtaken", ct);
            return true;
        }

        return true;
    }

    /// <summary>The message never reached the citizen.</summary>
    public Task ReturnAsync(Guid citizenId, Guid messageId, string reason, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return handler.HandleAsync(
            ContactBudget.At(citizenId), new ContactBudgetCommand.Return(messageId, reason, now),
            CommandContext.First(DerivedId.From("budget-returned", messageId.ToString()), "outreach", now), ct);
    }

    /// <returns>False when somebody else took the last contact since the budget was read.</returns>
    private async Task<bool> SpendAsync(
        Guid outreachId, Guid campaignId, CampaignDefinition campaign, Guid citizenId, OutreachEvent.MessageWanted wanted, CancellationToken ct)
    {
        var passes = wanted.Checks.Any(check => check.Rule is ContactRules.Emergency or ContactRules.Answer);
        var spent = new ContactBudgetEvent.Spent(
            wanted.MessageId, outreachId, campaignId, campaign.Department, campaign.Purpose, wanted.Channel, passes, wanted.At);
        var handled = await handler.HandleAsync(
            ContactBudget.At(citizenId),
            new ContactBudgetCommand.Spend(spent, options.BudgetMost, TimeSpan.FromDays(options.BudgetDays)),
            CommandContext.First(DerivedId.From("budget-spent", wanted.MessageId.ToString()), "outreach", wanted.At), ct);
        return handled.Refusal is null;
    }
}
