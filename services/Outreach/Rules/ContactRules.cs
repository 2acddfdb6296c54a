using System.Globalization;
using NodaTime;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Campaigns;

namespace Omnichannel.Outreach;

/// <summary>
/// The rules for every message that we send first. They are checked in this order, and the result of each goes with the message: about the person,
/// about the channel, about the hour. WhatsApp's and Messenger's window is judged where a conversation is, when the message is written.
/// </summary>
internal static class ContactRules
{
    /// <summary>The checks that let a message pass outside the budget.</summary>
    public const string Answer = "answer";
    public const string Emergency = "emergency";

    /// <param name="isAnswer">The citizen has just said something in this campaign: answering at once is no contact that we begin.</param>
    /// <param name="allowedBy">Who approved it: stands with what an emergency passes.</param>
    public static Verdict Judge(
        CampaignDefinition campaign, CitizenFacts citizen, string channel, ContactBudgetState budget, OutreachOptions options, bool isAnswer,
        string allowedBy, DateTimeOffset now)
    {
        var checks = new List<RuleCheck>();
        if (PersonRule(campaign, citizen, checks) is { } person)
            return new Verdict(checks, person, null) { IsForEveryChannel = true };
        if (ChannelRule(citizen, channel, checks) is { } address)
            return new Verdict(checks, address, null);
        if (isAnswer)
        {
            checks.Add(new RuleCheck(Answer, "An answer to the citizen's own word: at any hour, and outside the budget."));
            return new Verdict(checks, null, null);
        }

        if (campaign.IsEmergency)
        {
            checks.Add(new RuleCheck(Emergency, $"Passes quiet hours, working days and the contact budget; allowed by {allowedBy}."));
            return new Verdict(checks, null, null);
        }

        return HourRule(campaign, citizen, budget, options, now, checks) is var (no, until)
            ? new Verdict(checks, no, until) { IsForEveryChannel = true }
            : new Verdict(checks, null, null);
    }

    internal static Refusal? PersonRule(CampaignDefinition campaign, CitizenFacts citizen, List<RuleCheck> checks)
    {
        if (!citizen.IsKnown)
            return Say(checks, Refusals.Unknown);
        if (citizen.IsContactForbidden)
            return Say(checks, Refusals.Forbidden);
        var consent = citizen.Consents.GetValueOrDefault(campaign.Purpose);
        if (consent is { Given: false })
            return Say(checks, Refusals.Objected(campaign.Purpose));
        if (campaign.LegalBasis == LegalBases.Consent && consent is null)
            return Say(checks, Refusals.NoConsent(campaign.Purpose));
        checks.Add(new RuleCheck(
            "purpose",
            consent is null
                ? $"{campaign.Purpose}: by {campaign.LegalBasis}; no objection."
                : string.Create(CultureInfo.InvariantCulture, $"{campaign.Purpose}: consent by {consent.Source} of {consent.At:yyyy-MM-dd}.")));
        return null;
    }

    private static Refusal? ChannelRule(CitizenFacts citizen, string channel, List<RuleCheck> checks)
    {
        if (!ChannelTraits.Of(channel).CanSend || citizen.AddressFor(channel) is not { } address)
            return Say(checks, Refusals.NoAddress(channel));
        if (address.OptedOut.Contains(channel))
            return Say(checks, Refusals.OptedOut(channel));
        checks.Add(new RuleCheck("opt-out", $"None on {channel}."));
        return null;
    }

    private static (Refusal No, DateTimeOffset Until)? HourRule(
        CampaignDefinition campaign, CitizenFacts citizen, ContactBudgetState budget, OutreachOptions options, DateTimeOffset now, List<RuleCheck> checks)
    {
        var zone = citizen.TimeZone ?? options.Zone;
        var instant = Instant.FromDateTimeOffset(now);
        var next = ContactCalendar.NextAllowed(instant, zone, options, campaign.WorkingDaysOnly);
        if (next > instant)
        {
            var isQuiet = ContactCalendar.IsQuiet(instant.InZone(zone).TimeOfDay, options);
            return (Say(checks, isQuiet ? Refusals.QuietHours(options) : Refusals.NoWorkingDay), next.ToDateTimeOffset());
        }

        checks.Add(new RuleCheck("quiet-hours", string.Create(CultureInfo.InvariantCulture, $"It is {instant.InZone(zone).TimeOfDay:HH:mm} in {zone.Id}.")));
        var window = TimeSpan.FromDays(options.BudgetDays);
        var free = budget.FreeAt(now, options.BudgetMost, window);
        if (free > now)
            return (Say(checks, Refusals.BudgetSpent(options.BudgetMost, window)), free);
        checks.Add(new RuleCheck(
            "budget",
            string.Create(CultureInfo.InvariantCulture, $"Contact {budget.CountAt(now, window) + 1} of {options.BudgetMost} within {options.BudgetDays} days.")));
        return null;
    }

    private static Refusal Say(List<RuleCheck> checks, Refusal refusal)
    {
        checks.Add(new RuleCheck(refusal.Code, refusal.Sentence));
        return refusal;
    }
}
