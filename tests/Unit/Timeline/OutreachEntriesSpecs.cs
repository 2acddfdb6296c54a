using Omnichannel.Contracts;
using Omnichannel.Contracts.Campaigns;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using Omnichannel.Testing;
using Omnichannel.Timeline;
using Xunit;
using static Omnichannel.Timeline.TimelineProjection;

namespace Omnichannel.Unit.Timeline;

/// <summary>Campaigns and consents on the timeline.</summary>
public sealed class OutreachEntriesSpecs
{
    private static readonly Guid Citizen = DerivedId.From("citizen");
    private static readonly Guid Message = DerivedId.From("message");
    private static readonly StreamName Stream = new("outreach", DerivedId.From("outreach"));
    private static readonly ContactPoint Number = new("phone", "+447946000001");
    private static readonly DateTimeOffset Noon = Moment.Noon;

    private static readonly OutreachEvent.Begun Begun = new(
        DerivedId.From("campaign"), 1, "Reminder", "Citizens' office", "appointments", Citizen, DerivedId.From("cause"), [new NamedValue("date", "2026-03-12")], "ask", Noon, false, Noon);

    private static readonly OutreachEvent.MessageWanted Wanted = new(
        "ask", Message, "sms", DerivedId.From("phone"), Number, "Dear Anna", [new RuleCheck("purpose", "It may."), new RuleCheck("budget", "1 of 2.")], Noon);

    [Fact]
    public void A_campaign_that_begins_is_an_entry_and_the_citizens() => Given(Begun)
        .ThenRows(
            Entries,
            new TableRow(
                Event(1), ("owner", Stream.Id), ("position", 1), ("changed", 1), ("at", Noon), ("kind", "outreach-begun"), ("text", "Reminder"), ("author", "Citizens' office"),
                ("channel", null), ("conversation_id", null)))
        .ThenRows(Owners, new TableRow(Stream.Id, ("citizen_id", Citizen), ("category", "outreach")));

    [Fact]
    public void Who_is_held_out_has_nothing_told() => Given(Begun with { IsHeldOut = true }, new OutreachEvent.Finished("", "held-out", Noon))
        .ThenNoRow(Entries)
        .ThenRows(Owners, new TableRow(Stream.Id, ("citizen_id", Citizen)));

    [Fact]
    public void A_message_tells_why_it_was_allowed_and_not_what_it_says() =>
        Given(Wanted).ThenRows(Entries, Entry("outreach-message", "sms", "It may.\n1 of 2.")).ThenNowhere("Dear Anna", Number.Address);

    [Fact]
    public void What_a_rule_said_no_to_is_told()
    {
        Given(new OutreachEvent.MessageHeld("ask", "sms", "quiet-hours", "It is night.", Noon.AddHours(8), Noon)).ThenRows(Entries, Entry("outreach-held", "sms", "It is night."));
        Given(new OutreachEvent.ChannelPassed("ask", "sms", "contact-point.opted-out", "They opted out.", Noon)).ThenRows(Entries, Entry("outreach-passed", "sms", "They opted out."));
    }

    [Fact]
    public void How_it_goes_on_and_ends_is_told()
    {
        Given(new OutreachEvent.Answered("ask", Message, "sms", "choice", "yes", "Yes, gladly", Noon)).ThenRows(Entries, Entry("outreach-answered", "sms", "yes")).ThenNowhere("gladly");
        Given(new OutreachEvent.HandedOver("clerk", "office", "asks for Anna", "answer", Noon)).ThenRows(Entries, Entry("outreach-handed-over", null, "office")).ThenNowhere("Anna");
        Given(new OutreachEvent.Finished("confirmed", "confirmed", Noon)).ThenRows(Entries, Entry("outreach-finished", null, "confirmed"));
        Given(new OutreachEvent.Stopped("opted-out", "ben", Noon)).ThenRows(Entries, Entry("outreach-stopped", null, "opted-out", "ben"));
    }

    [Fact]
    public void Steps_and_receipts_are_no_entries() => Given(
        new OutreachEvent.StepEntered("wait", "written", Noon, Noon), new OutreachEvent.MessageReported("ask", Message, "sms", DeliveryState.Delivered, null, Noon)).ThenNothing();

    [Fact]
    public void Consents_and_objections_are_entries()
    {
        OfCitizen(new CitizenEvent.ConsentGiven("reading", "form", "I agree", "ben", Noon)).ThenRows(Entries, Consent("consent-given", "reading", "form"));
        OfCitizen(new CitizenEvent.ConsentWithdrawn("reading", "page", "ben", Noon)).ThenRows(Entries, Consent("consent-withdrawn", "reading", "page"));
        OfCitizen(new CitizenEvent.ContactForbidden("phone", "ben", Noon)).ThenRows(Entries, Consent("contact-forbidden", null, "phone"));
        OfCitizen(new CitizenEvent.ContactAllowed("phone", "ben", Noon)).ThenRows(Entries, Consent("contact-allowed", null, "phone"));
    }

    [Fact]
    public void What_is_known_of_a_citizen_is_no_entry() => OfCitizen(
        new CitizenEvent.Registered(Noon), new CitizenEvent.ProfileChanged("Anna", "en", "ben", Noon), new CitizenEvent.AttributesChanged([new NamedValue("district", "North")], "ben", Noon),
        new CitizenEvent.PreferencesChanged(["sms"], "Europe/Berlin", "ben", Noon)).ThenNothing();

    [Fact]
    public void Of_an_erased_citizen_the_purposes_go_too() =>
        OfCitizen(new CitizenEvent.ConsentGiven("reading", "form", null, "ben", Noon), new CitizenEvent.Erased("asked", "ben", Noon), new CitizenEvent.ErasureDone(0, 1, 0, 0, Noon))
            .ThenRows(Entries, new TableRow(Event(1), ("kind", "consent-given"), ("text", null), ("changed", 2)));

    private static TableRow Entry(string kind, string? channel, string? text, string author = "outreach") => new(
        Event(1), ("owner", Stream.Id), ("kind", kind), ("channel", channel), ("text", text), ("author", author), ("conversation_id", null), ("at", Noon), ("position", 1));

    private static TableRow Consent(string kind, string? text, string source) =>
        new(Event(1), ("owner", Citizen), ("kind", kind), ("text", text), ("author", source), ("at", Noon), ("channel", null));

    private static string Event(int position) => ProjectionSpec.EventAt(position).ToString();

    private static ProjectionSpec Given(params object[] events) => ProjectionSpec.Of(new TimelineProjection()).Given(Stream, events);

    private static ProjectionSpec OfCitizen(params object[] events) => ProjectionSpec.Of(new TimelineProjection()).Given(new StreamName("citizen", Citizen), events);
}
