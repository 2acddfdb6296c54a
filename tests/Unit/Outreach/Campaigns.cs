using Omnichannel.Contracts;
using Omnichannel.Contracts.Campaigns;
using Omnichannel.Contracts.Events;
using Omnichannel.Outreach;
using Omnichannel.Testing;

namespace Omnichannel.Unit.Outreach;

/// <summary>One campaign and one citizen that specifications begin from.</summary>
internal static class Campaigns
{
    public static readonly Guid Id = DerivedId.From("campaign");
    public static readonly Guid Anna = DerivedId.From("anna");
    public static readonly Guid Phone = DerivedId.From("phone");
    public static readonly Guid Mail = DerivedId.From("mail");
    public static readonly Guid Way = OutreachWorkflow.IdOf(Id, Anna, Id);
    public static readonly DateTimeOffset At = Moment.Noon;
    public static readonly OutreachOptions Options = new();

    /// <summary>Asks by SMS, then by mail; waits two days; understands yes, another day, a number; else a person.</summary>
    public static CampaignDefinition Reminder { get; } = new(
        "Reminder", "Citizens' office", "appointments", "public-task",
        [
            new CampaignStep("ask")
            {
                Send = new SendStep(["sms", "email"], Words("Dear {name}, see you on {fields.date}?", "Liebe/r {name}, bis zum {fields.date}?"), "wait", "nobody")
                {
                    Choices = [new OfferedChoice("yes", Words("Yes", "Ja")), new OfferedChoice("no", Words("No", "Nein"))],
                },
            },
            new CampaignStep("wait")
            {
                Wait = new WaitStep("2d", "ask")
                {
                    Branches =
                    [
                        new AnswerBranch("thank") { Choice = "yes" }, new AnswerBranch("clerk") { Choice = "no" }, new AnswerBranch("moved") { Date = true },
                        new AnswerBranch("thank") { Number = new NumberRange(1, 5) }, new AnswerBranch("clerk") { Words = ["move", "verschieben"] },
                    ],
                },
            },
            new CampaignStep("thank") { Send = new SendStep(["preferred", "sms", "email"], Words("Thank you.", "Danke."), "confirmed", "confirmed") },
            new CampaignStep("confirmed") { Finish = new FinishStep("confirmed") },
            new CampaignStep("moved") { Finish = new FinishStep("moved") },
            new CampaignStep("clerk") { HandOver = new HandOverStep { Queue = "office" } },
            new CampaignStep("nobody") { Finish = new FinishStep("unreachable") },
        ])
    {
        Trigger = new CampaignTrigger { LifeEvent = "appointment-booked", Before = new BeforeField("date", "1d"), Fields = ["date"] },
    };

    public static CitizenFacts Citizen { get; } = new(Anna)
    {
        IsKnown = true,
        Name = "Anna",
        Language = "de-AT",
        Addresses =
        [
            new AddressFact(Phone, new ContactPoint("phone", "+447946000001"), [], null, null),
            new AddressFact(Mail, new ContactPoint("email", "anna@city.example"), [], null, null),
        ],
    };

    public static OutreachEvent.Begun Start { get; } = new(Id, 1, "Reminder", "Citizens' office", "appointments", Anna, Id, [new NamedValue("date", "2026-03-12")], "ask", At, false, At);

    public static Situation SituationOf(CampaignDefinition campaign, CitizenFacts citizen, ContactBudgetState? budget = null, OutreachOptions? options = null) =>
        new(campaign, citizen, budget ?? ContactBudgetState.Initial, options ?? Options, "ben", "https://city.example/me", "https://city.example/stop");

    public static EnrolmentCommand.Advance Tick(DateTimeOffset at, CitizenFacts? citizen = null, CampaignDefinition? campaign = null) =>
        new(Way, SituationOf(campaign ?? Reminder, citizen ?? Citizen), at);

    public static EnrolmentCommand.Answer Said(string text, DateTimeOffset at, Choice? choice = null, string id = "said") =>
        new(DerivedId.From(id), "sms", text, choice, Reminder, at);

    public static Dictionary<string, string> Words(string english, string german) => new() { ["en"] = english, ["de"] = german };
}
