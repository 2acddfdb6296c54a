using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Conversations;
using Omnichannel.EventSourcing;
using Omnichannel.Testing;
using Xunit;
using static Omnichannel.Contracts.Events.ConversationEvent;
using static Omnichannel.Conversations.InboxProjection;

namespace Omnichannel.Unit.Conversations;

public sealed class InboxProjectionSpecs
{
    private static readonly Guid Citizen = DerivedId.From("citizen");
    private static readonly Guid Phone = DerivedId.From("phone");
    private static readonly StreamName Stream = new("conversation", DerivedId.From("conversation"));
    private static readonly StreamName CitizenStream = new("citizen", Citizen);
    private static readonly ContactPoint Number = new("phone", "+447946000001");
    private static readonly ContactPoint Mail = new("email", "anna@city.example");
    private static readonly DateTimeOffset Noon = Moment.Noon;
    private static readonly DateTimeOffset Later = Noon.AddMinutes(5);
    private static readonly Opened Opened = new(Citizen, 1, "sms", Noon);
    private static readonly string Id = Stream.Id;

    [Fact]
    public void A_conversation_is_listed_open_from_its_first_event() => Given(Opened).ThenRows(
        InboxProjection.Conversations,
        new TableRow(Id, ("citizen_id", Citizen), ("status", "open"), ("opened_at", Noon), ("last_at", null), ("contact_address", null), ("changed", 1)));

    [Fact]
    public void A_message_is_the_last_word_and_its_sender_the_address() => Given(Opened, Received("hello")).ThenRow(
        InboxProjection.Conversations, Id, ("contact_kind", "phone"), ("contact_address", Number.Address), ("channel", "sms"), ("last_text", "hello"), ("last_direction", "inbound"),
        ("last_at", Later), ("changed", 2));

    [Fact]
    public void A_reply_is_the_last_word_and_leaves_the_address() => Given(Opened, Received("hello"), Written("we come")).ThenRow(
        InboxProjection.Conversations, Id, ("contact_address", Number.Address), ("channel", "sms"), ("last_text", "we come"), ("last_direction", "outbound"), ("last_at", Noon.AddHours(1)));

    [Fact]
    public void A_reply_that_another_tool_wrote_is_the_last_word_too() => Given(Opened, Received("hello"), Observed("we come")).ThenRow(
        InboxProjection.Conversations, Id, ("contact_kind", "email"), ("contact_address", Mail.Address), ("channel", "email"), ("last_text", "we come"), ("last_direction", "outbound"),
        ("last_at", Later));

    [Fact]
    public void The_last_word_is_cut_but_never_through_a_character()
    {
        Given(Received(new string('x', 201))).ThenRow(InboxProjection.Conversations, Id, ("last_text", new string('x', 200)));
        Given(Received(new string('x', 199) + "🙂")).ThenRow(InboxProjection.Conversations, Id, ("last_text", new string('x', 199)));
        Given(Received(new string('x', 198) + "🙂")).ThenRow(InboxProjection.Conversations, Id, ("last_text", new string('x', 198) + "🙂"));
    }

    [Fact]
    public void Who_works_on_it_is_as_last_assigned()
    {
        Given(Opened, new Assigned("anna", "waste", "ben", Noon)).ThenRow(InboxProjection.Conversations, Id, ("assignee", "anna"), ("queue", "waste"));
        Given(Opened, new Assigned("anna", "waste", "ben", Noon), new Assigned(null, null, "ben", Later)).ThenRow(InboxProjection.Conversations, Id, ("assignee", null), ("queue", null));
    }

    [Fact]
    public void It_is_closed_and_open_again()
    {
        Given(Opened, Closed).ThenRow(InboxProjection.Conversations, Id, ("status", "closed"));
        Given(Opened, Closed, new Reopened("anna", Later)).ThenRow(InboxProjection.Conversations, Id, ("status", "open"), ("changed", 3));
    }

    [Fact]
    public void What_the_list_does_not_show_still_tells_that_it_changed() => Given(Opened, Received("hello"), new NoteAdded(Guid.Empty, "secret", "anna", Later))
        .ThenRow(InboxProjection.Conversations, Id, ("last_text", "hello"), ("changed", 3))
        .ThenNowhere("secret");

    [Fact]
    public void A_citizen_has_the_name_that_was_last_known() => ProjectionSpec.Of(new InboxProjection())
        .Given(CitizenStream, new CitizenEvent.Registered(Noon), Named("Anne"), Named("Anna"))
        .ThenRows(Citizens, new TableRow(CitizenStream.Id, ("name", "Anna"), ("changed", 3)));

    [Fact]
    public void Of_an_erased_citizen_it_stays_that_there_was_a_conversation() => Given(Opened, Received("hello"), Started, Written("we come"))
        .Given(CitizenStream, Named("Anna"), new CitizenEvent.Erased("asked", "ben", Later))
        .Given(Stream, new Erased(Citizen, Later))
        .ThenRows(
            InboxProjection.Conversations,
            new TableRow(Id, ("status", "closed"), ("contact_kind", "erased"), ("contact_address", ""), ("last_text", null), ("last_direction", "outbound"), ("changed", 7)))
        .ThenRows(CallRows.Calls, new TableRow(Call, ("contact_kind", "erased"), ("contact_address", ""), ("caller_name", null), ("changed", 7)))
        .ThenRows(Citizens, new TableRow(CitizenStream.Id, ("name", null), ("changed", 6)))
        .ThenNowhere(Number.Address, "hello", "we come", "Anna", "phone");

    [Fact]
    public void The_number_after_an_erased_citizens_last_conversation_is_no_row() => Given(new Erased(Citizen, Noon)).ThenNothing();

    [Fact]
    public void Other_streams_are_not_listed() => ProjectionSpec.Of(new InboxProjection())
        .Given(CitizenStream, new CitizenEvent.Registered(Noon), new CitizenEvent.ContactPointAdded(Phone, Number, "first-contact", "channel:sms", Noon))
        .Given(new StreamName("contactpoint", Phone), new ContactPointEvent.OptedOut("sms", "keyword", null, Noon))
        .ThenNothing();

    private static readonly Closed Closed = new("done", "anna", Later);
    private static readonly string Call = DerivedId.From("call").ToString();

    private static readonly CallStarted Started =
        new(Guid.Parse(Call), "rang", CallDirection.Inbound, Phone, Number, "+15550100", "twilio", "CA1", Later) { CallerName = "ANNA A" };

    private static ProjectionSpec Given(params object[] events) => ProjectionSpec.Of(new InboxProjection()).Given(Stream, events);

    private static CitizenEvent.ProfileChanged Named(string name) => new(name, "en", "ben", Noon);

    private static MessageReceived Received(string text) => new(DerivedId.From("first"), Phone, Number, "+15550100", "sms", "twilio", "SM1", text, [], null, null, Later);

    private static ReplyWritten Written(string text) => new(DerivedId.From("answer"), Phone, Number, "+15550100", "sms", text, [], "anna", Noon.AddHours(1));

    private static ReplyObserved Observed(string text) =>
        new(DerivedId.From("answer"), Phone, Mail, "office@city.example", "email", "mail", "m2", text, [], "page-inbox", null, Later);
}
