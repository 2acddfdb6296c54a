using NodaTime;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Campaigns;
using Omnichannel.Contracts.Events;
using Omnichannel.Outreach;
using Omnichannel.Testing;
using Xunit;
using static Omnichannel.Unit.Outreach.Campaigns;

namespace Omnichannel.Unit.Outreach;

/// <summary>Each rule says no in words that whoever planned the campaign can read, and says when it will be yes.</summary>
public sealed class RuleTests
{
    private static readonly DateTimeZone Vienna = DateTimeZoneProviders.Tzdb["Europe/Vienna"];

    [Fact]
    public void Every_rule_has_a_refusal_in_words()
    {
        var consented = Reminder with { LegalBasis = "consent" };
        var no = new ConsentFact(false, "page", At);
        string[] codes =
        [
            Code(Reminder, new CitizenFacts(Anna)),
            Code(Reminder, Citizen with { IsContactForbidden = true }),
            Code(consented, Citizen),
            Code(Reminder, Citizen with { Consents = new Dictionary<string, ConsentFact> { ["appointments"] = no } }),
            Code(Reminder, Citizen with { Addresses = [] }),
            Code(Reminder, Citizen with { Addresses = [Citizen.Addresses[0] with { OptedOut = ["sms"] }] }),
            Code(Reminder, Citizen, at: At.AddHours(10)),
            Code(Reminder with { WorkingDaysOnly = true }, Citizen, at: new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.Zero)),
            Code(Reminder, Citizen, budget: Spent(3)),
        ];
        Assert.Equal(
            [
                "citizen.unknown", "citizen.contact-forbidden", "consent.missing", "purpose.objected", "channel.no-contact-point", "contact-point.opted-out",
                "quiet-hours", "working-days", "budget.spent",
            ],
            codes);

        string Code(CampaignDefinition campaign, CitizenFacts citizen, DateTimeOffset? at = null, ContactBudgetState? budget = null)
        {
            var verdict = ContactRules.Judge(campaign, citizen, "sms", budget ?? ContactBudgetState.Initial, Options, false, "ben", at ?? At);
            Assert.EndsWith(".", verdict.No!.Sentence, StringComparison.Ordinal);
            Assert.Equal(verdict.No.Code, verdict.Checks[^1].Rule);
            return verdict.No.Code;
        }
    }

    [Fact]
    public void An_emergency_passes_hours_and_budget_on_record_and_nothing_else()
    {
        var emergency = Reminder with { IsEmergency = true };
        var night = At.AddHours(10);
        var verdict = ContactRules.Judge(emergency, Citizen, "sms", Spent(9), Options, false, "mayor", night);
        Assert.Null(verdict.No);
        Assert.Contains(verdict.Checks, check => check.Rule == "emergency" && check.Says.EndsWith("allowed by mayor.", StringComparison.Ordinal));
        foreach (var citizen in new[] { new CitizenFacts(Anna), Citizen with { IsContactForbidden = true }, Citizen with { Addresses = [Citizen.Addresses[0] with { OptedOut = ["sms"] }] } })
            Assert.NotNull(ContactRules.Judge(emergency, citizen, "sms", ContactBudgetState.Initial, Options, false, "mayor", night).No);
    }

    [Theory]
    // 22:00 in Vienna in winter; the morning there is 07:00 UTC.
    [InlineData("2026-01-10T21:00:00Z", "2026-01-11T07:00:00Z")]
    // The night in which clocks go forward: the morning comes an hour sooner.
    [InlineData("2026-03-28T21:00:00Z", "2026-03-29T06:00:00Z")]
    // The night in which they go back.
    [InlineData("2026-10-24T21:00:00Z", "2026-10-25T07:00:00Z")]
    [InlineData("2026-06-10T10:00:00Z", "2026-06-10T10:00:00Z")]
    public void Quiet_hours_are_those_of_the_citizens_own_clock(string now, string allowed) => Assert.Equal(
        Instant.FromDateTimeOffset(DateTimeOffset.Parse(allowed, null)),
        ContactCalendar.NextAllowed(Instant.FromDateTimeOffset(DateTimeOffset.Parse(now, null)), Vienna, Options, workingDaysOnly: false));

    [Fact]
    public void An_end_of_quiet_hours_that_the_clock_skips_is_as_much_later()
    {
        var early = Options with { QuietTo = new TimeOnly(2, 30) };
        Assert.Equal(
            Instant.FromUtc(2026, 3, 29, 1, 30), ContactCalendar.NextAllowed(Instant.FromUtc(2026, 3, 28, 22, 0), Vienna, early, workingDaysOnly: false));
    }

    [Fact]
    public void Working_days_leave_out_weekends_and_holidays()
    {
        var christmas = Options with { Holidays = [new(2026, 12, 25), new(2026, 12, 24)] };
        // Thursday the 24th to Monday the 28th.
        Assert.Equal(
            Instant.FromUtc(2026, 12, 28, 7, 0), ContactCalendar.NextAllowed(Instant.FromUtc(2026, 12, 24, 9, 0), Vienna, christmas, workingDaysOnly: true));
    }

    [Fact]
    public void A_citizen_elsewhere_is_written_to_by_day_there()
    {
        var tokyo = Citizen with { TimeZone = DateTimeZoneProviders.Tzdb["Asia/Tokyo"] };
        var verdict = ContactRules.Judge(Reminder, tokyo, "sms", ContactBudgetState.Initial, Options, false, "ben", At);
        Assert.Equal(("quiet-hours", At.Date.AddHours(23)), (verdict.No!.Code, verdict.Until!.Value.UtcDateTime));
    }

    [Fact]
    public void Three_departments_share_one_budget_and_the_fourth_waits_until_the_first_contact_is_a_week_ago()
    {
        var spec = Spec.Of(ContactBudget.Decider, Contact(1), Contact(2), Contact(3));
        spec.When(new ContactBudgetCommand.Spend(Contact(4), 3, TimeSpan.FromDays(7))).ThenRefused("budget.spent");
        spec.When(new ContactBudgetCommand.Spend(Contact(4) with { At = At.AddDays(7).AddHours(1) }, 3, TimeSpan.FromDays(7))).Then(Contact(4) with { At = At.AddDays(7).AddHours(1) });
        spec.When(new ContactBudgetCommand.Spend(Contact(2), 3, TimeSpan.FromDays(7))).ThenNothing();
        Assert.Equal(At.AddDays(7).AddHours(1), Spent(3).FreeAt(At.AddDays(1), 3, TimeSpan.FromDays(7)));
    }

    [Fact]
    public void What_never_arrived_gives_the_contact_back()
    {
        var spec = Spec.Of(
            ContactBudget.Decider, Contact(1), Contact(2), Contact(3), new ContactBudgetEvent.Returned(Contact(2).MessageId, "recipient.unreachable", At));
        spec.When(new ContactBudgetCommand.Spend(Contact(4), 3, TimeSpan.FromDays(7))).Then(Contact(4));
        spec.When(new ContactBudgetCommand.Return(Contact(2).MessageId, "again", At)).ThenNothing();
        spec.When(new ContactBudgetCommand.Return(DerivedId.From("strange"), "again", At)).ThenNothing();
    }

    private static ContactBudgetEvent.Spent Contact(int number) => new(
        DerivedId.From("message", $"{number}"), DerivedId.From("way", $"{number}"), Id, $"department-{number}", "news", "sms", false, At.AddHours(number));

    private static ContactBudgetState Spent(int count) =>
        Enumerable.Range(1, count).Select(Contact).Aggregate(ContactBudgetState.Initial, ContactBudget.Evolve);
}
