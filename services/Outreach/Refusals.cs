using System.Globalization;
using Omnichannel.Contracts;

namespace Omnichannel.Outreach;

/// <summary>Every "no" of this service, in sentences for the campaign's planner.</summary>
internal static class Refusals
{
    public static Refusal NoCampaign { get; } = new("campaign.missing", "There is no such campaign.", RefusalKind.Missing);

    public static Refusal NoPerson { get; } = new("outreach.missing", "There is no such enrolment.", RefusalKind.Missing);

    public static Refusal NoList { get; } = new("list.unreadable", "A list is lines of addresses, one citizen each, or CSV whose first line names its columns: address, and name, language where known.");

    public static Refusal ListTooLong { get; } = new("list.too-long", "A list has at most 200,000 lines.");

    public static Refusal BadContactPoint { get; } = new(
        "contact-point.unreadable", "This is not a valid address of that kind; write a telephone number with its country code, such as +44 7946 000001.");

    public static Refusal BadTest { get; } = new("test.unreadable", "Say a channel, an address of it, and a step that writes.");

    public static Refusal BadRange { get; } = new("range.empty", "It ends before it begins.");

    public static Refusal OwnApproval { get; } = new("campaign.own-approval", "Somebody else than the author of this version has to approve it.");

    public static Refusal NotApproved { get; } = new("campaign.not-approved", "This version has not been approved yet.", RefusalKind.Conflict);

    public static Refusal OtherVersion { get; } = new("campaign.other-version", "There is a newer version of it; look at that one.", RefusalKind.Conflict);

    public static Refusal Running { get; } = new("campaign.running", "It has been started: a new version can be written when it is paused or over.", RefusalKind.Conflict);

    public static Refusal NotRunning { get; } = new("campaign.not-running", "It is not running.", RefusalKind.Conflict);

    public static Refusal NotPaused { get; } = new("campaign.not-paused", "It is not paused.", RefusalKind.Conflict);

    public static Refusal Cancelled { get; } = new("campaign.cancelled", "It was cancelled, for good.", RefusalKind.Conflict);

    public static Refusal AlreadyStarted { get; } = new("campaign.started", "It has been started already.", RefusalKind.Conflict);

    public static Refusal Unknown { get; } = new("citizen.unknown", "The citizen is not known, or was erased.");

    public static Refusal Forbidden { get; } = new("citizen.contact-forbidden", "The citizen does not want to be written to first, whatever for.");

    public static Refusal NoWorkingDay { get; } = new("working-days", "It is no working day where the citizen is.");

    public static Refusal BadLifeEvent { get; } = new(
        "life-event.unreadable", "Say its type (letters, digits and dashes), whose it is (citizenId or contactPoint), and its fields as names with values of at most 500 characters.");

    public static Refusal NoConsent(string purpose) => new("consent.missing", $"The citizen has not consented to {purpose}.");

    public static Refusal Objected(string purpose) => new("purpose.objected", $"The citizen does not want to be written to for {purpose}.");

    public static Refusal NoAddress(string channel) => new("channel.no-contact-point", $"The citizen has no address for {channel}.");

    public static Refusal OptedOut(string channel) => new("contact-point.opted-out", $"The citizen asked not to be written to on {channel}.");

    public static Refusal NoWords(string placeholder) => new("placeholder.missing", $"Nothing is known to put in the place of {{{placeholder}}}.");

    public static Refusal TooLong(string channel, int most) => new(
        "text.too-long", string.Create(CultureInfo.InvariantCulture, $"A message on {channel} has at most {most} characters."));

    public static Refusal QuietHours(OutreachOptions options) => new(
        "quiet-hours", $"It is between {options.QuietFrom.ToString("HH:mm", CultureInfo.InvariantCulture)} and {options.QuietTo.ToString("HH:mm", CultureInfo.InvariantCulture)} where the citizen is.");

    public static Refusal BudgetSpent(int most, TimeSpan window) => new(
        "budget.spent",
        string.Create(CultureInfo.InvariantCulture, $"The citizen was written to {most} times within {window.TotalDays:0} days already, by all departments together."));

    public static Refusal Invalid(IEnumerable<string> sentences) => new("campaign.mistakes", string.Join(' ', sentences));
}
