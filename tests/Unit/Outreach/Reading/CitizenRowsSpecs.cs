using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using Omnichannel.Outreach;
using Omnichannel.Testing;
using Xunit;
using static Omnichannel.Contracts.Events.CitizenEvent;

namespace Omnichannel.Unit.Outreach;

/// <summary>Citizens as outreach's projection knows them.</summary>
public sealed class CitizenRowsSpecs
{
    private static readonly StreamName Stream = new("citizen", Campaigns.Anna);
    private static readonly StreamName PhoneStream = new("contactpoint", Campaigns.Phone);
    private static readonly StreamName Conversation = new("conversation", DerivedId.From("conversation"));
    private static readonly StreamName LifeEvent = new("lifeevent", DerivedId.From("life-event"));
    private static readonly ContactPoint Number = new("phone", "+447946000001");
    private static readonly DateTimeOffset At = Campaigns.At;
    private static readonly ContactPointAdded Added = new(Campaigns.Phone, Number, "first-contact", "channel:sms", At);
    private static readonly string Id = Stream.Id;
    private static readonly string Phone = Campaigns.Phone.ToString();

    [Fact]
    public void A_citizen_is_known_from_the_registration_on()
    {
        Given(new Registered(At)).ThenRows(CitizenRows.Citizens, new TableRow(Id, ("name", null)));
        Given(new Registered(At), new ProfileChanged("Anna", "en", "ben", At)).ThenRows(CitizenRows.Citizens, new TableRow(Id, ("name", "Anna"), ("language", "en")));
        Given(new ProfileChanged("Anna", "en", "ben", At), new ProfileChanged(null, "de", "ben", At)).ThenRows(CitizenRows.Citizens, new TableRow(Id, ("name", null), ("language", "de")));
        Given(new PreferencesChanged(["email", "sms"], "Europe/Berlin", "ben", At)).ThenRows(CitizenRows.Citizens, new TableRow(Id, ("channels", """["email","sms"]"""), ("time_zone", "Europe/Berlin")));
    }

    [Fact]
    public void Attributes_are_the_last_ones_whole() =>
        Given(Attributes(("district", "North"), ("age", "40")), Attributes(("district", "South")))
            .ThenRows(CitizenRows.Attributes, new TableRow($"{Id}:district", ("citizen_id", Id), ("name", "district"), ("value", "South")));

    [Fact]
    public void The_last_word_on_a_purpose_counts()
    {
        Given(new ConsentGiven("reading", "form", "I agree", "ben", At))
            .ThenRows(CitizenRows.Consents, new TableRow($"{Id}:reading", ("citizen_id", Id), ("purpose", "reading"), ("given", true), ("source", "form"), ("at", At)));
        Given(new ConsentGiven("reading", "form", null, "ben", At), new ConsentWithdrawn("reading", "page", "ben", At.AddDays(1)))
            .ThenRows(CitizenRows.Consents, new TableRow($"{Id}:reading", ("given", false), ("source", "page"), ("at", At.AddDays(1))));
    }

    [Fact]
    public void Who_forbade_contact_is_not_written_to_until_they_allow_it()
    {
        Given(new ContactForbidden("phone", "ben", At)).ThenRows(CitizenRows.Citizens, new TableRow(Id, ("is_contact_forbidden", true)));
        Given(new ContactForbidden("phone", "ben", At), new ContactAllowed("phone", "ben", At)).ThenRows(CitizenRows.Citizens, new TableRow(Id, ("is_contact_forbidden", false)));
    }

    [Fact]
    public void Addresses_come_and_go()
    {
        Given(Added).ThenRows(CitizenRows.Addresses, new TableRow(Phone, ("citizen_id", Id), ("kind", "phone"), ("address", Number.Address), ("heard_on", null)));
        Given(Added, new ContactPointRemoved(Campaigns.Phone, "ben", At)).ThenNoRow(CitizenRows.Addresses);
    }

    [Fact]
    public void An_address_tells_where_it_was_last_heard()
    {
        Given(Added).Given(Conversation, Received(null)).ThenRows(CitizenRows.Addresses, new TableRow(Phone, ("citizen_id", Id), ("heard_on", "whatsapp"), ("heard_at", At)));
        Given(Added).Given(Conversation, Called(CallDirection.Inbound)).ThenRows(CitizenRows.Addresses, new TableRow(Phone, ("heard_on", "voice"), ("heard_at", At)));
    }

    [Fact]
    public void What_a_machine_wrote_or_we_began_is_not_hearing_from_them()
    {
        Given(Added).Given(Conversation, Received(new MessageDetails { IsAutomatic = true })).ThenRows(CitizenRows.Addresses, new TableRow(Phone, ("heard_on", null)));
        Given(Added).Given(Conversation, Called(CallDirection.Outbound)).ThenRows(CitizenRows.Addresses, new TableRow(Phone, ("heard_on", null)));
    }

    [Fact]
    public void Opting_out_is_by_address_and_channel()
    {
        Of(PhoneStream, new ContactPointEvent.OptedOut("sms", "keyword", null, At))
            .ThenRows(CitizenRows.OptOuts, new TableRow($"{Phone}:sms", ("contact_point_id", Phone), ("channel", "sms"), ("is_out", true)));
        Of(PhoneStream, new ContactPointEvent.OptedOut("sms", "keyword", null, At), new ContactPointEvent.OptedIn("sms", "agent", null, At))
            .ThenRows(CitizenRows.OptOuts, new TableRow($"{Phone}:sms", ("is_out", false)));
    }

    [Fact]
    public void A_conversation_is_its_citizens() =>
        Of(Conversation, new ConversationEvent.Opened(Campaigns.Anna, 1, "sms", At)).ThenRows(CitizenRows.Conversations, new TableRow(Conversation.Id, ("citizen_id", Id)));

    [Fact]
    public void A_life_event_is_listed_by_its_type_alone()
    {
        Of(LifeEvent, Told).ThenRows(CitizenRows.LifeEvents, new TableRow(LifeEvent.Id, ("citizen_id", Id), ("type", "child-born"), ("at", At))).ThenNowhere("Mia");
        Of(LifeEvent, new LifeEventEvent.Shared(Campaigns.Id, "Library", "reading", ["name"], At), new LifeEventEvent.Withheld(Campaigns.Id, "Zoo", "tickets", "purpose.objected", At)).ThenNothing();
    }

    [Fact]
    public void Of_an_erased_citizen_nothing_is_left_that_rules_ask_about() => Given(
            new Registered(At), new ProfileChanged("Anna", "en", "ben", At), Added, Attributes(("district", "North")), new ConsentGiven("reading", "form", "I agree", "ben", At))
        .Given(LifeEvent, Told)
        .Given(new StreamName("citizen", DerivedId.From("ben")), new Registered(At), new ProfileChanged("Ben", "en", "ben", At))
        .Given(Stream, new CitizenEvent.Erased("asked", "ben", At), new ErasureDone(0, 1, 0, 0, At))
        .ThenRows(CitizenRows.Citizens, new TableRow(DerivedId.From("ben").ToString(), ("name", "Ben")))
        .ThenNoRow(CitizenRows.Attributes)
        .ThenNoRow(CitizenRows.Consents)
        .ThenNoRow(CitizenRows.Addresses)
        .ThenNoRow(CitizenRows.LifeEvents)
        .ThenNowhere("Anna", Number.Address, "North");

    private static readonly LifeEventEvent.Told Told = new("child-born", Campaigns.Anna, [new NamedValue("name", "Mia")], "registry", "ben", At);

    private static AttributesChanged Attributes(params (string Name, string Value)[] values) => new([.. values.Select(one => new NamedValue(one.Name, one.Value))], "ben", At);

    private static ConversationEvent.MessageReceived Received(MessageDetails? details) =>
        new(DerivedId.From("first"), Campaigns.Phone, Number, "555", "whatsapp", "meta", "wamid.1", "hello", [], null, null, At) { Details = details };

    private static ConversationEvent.CallStarted Called(CallDirection direction) =>
        new(DerivedId.From("call"), "rang", direction, Campaigns.Phone, Number, "+15550100", "twilio", "CA1", At);

    private static ProjectionSpec Given(params object[] events) => Of(Stream, events);

    private static ProjectionSpec Of(StreamName stream, params object[] events) => ProjectionSpec.Of(new OutreachProjection()).Given(stream, events);
}
