using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using Omnichannel.Testing;
using Omnichannel.Timeline;
using Xunit;
using static Omnichannel.Contracts.Events.ConversationEvent;
using static Omnichannel.Timeline.TimelineProjection;

namespace Omnichannel.Unit.Timeline;

/// <summary>What is said and done in conversations, and whose it is.</summary>
public sealed class TimelineProjectionSpecs
{
    private static readonly Guid Citizen = DerivedId.From("citizen");
    private static readonly Guid Phone = DerivedId.From("phone");
    private static readonly Guid First = DerivedId.From("first");
    private static readonly Guid Answer = DerivedId.From("answer");
    private static readonly StreamName Stream = new("conversation", DerivedId.From("conversation"));
    private static readonly StreamName CitizenStream = new("citizen", Citizen);
    private static readonly StreamName PhoneStream = new("contactpoint", Phone);
    private static readonly ContactPoint Number = new("phone", "+447946000001");
    private static readonly Attachment Picture = new("bin.jpg", "image/jpeg", "https://api.twilio.example/media/1", null);
    private static readonly DateTimeOffset Noon = Moment.Noon;
    private static readonly DateTimeOffset Later = Noon.AddMinutes(5);
    private static readonly string Id = Stream.Id;

    [Fact]
    public void An_opened_conversation_is_an_entry_and_the_citizens() => Given(new Opened(Citizen, 1, "sms", Noon))
        .ThenRows(
            Entries,
            new TableRow(
                Event(1), ("owner", Id), ("position", 1), ("changed", 1), ("at", Noon), ("kind", "conversation-opened"), ("conversation_id", Id), ("channel", "sms"), ("text", null),
                ("author", null)))
        .ThenRows(Owners, new TableRow(Id, ("citizen_id", Citizen), ("category", "conversation")));

    [Fact]
    public void A_message_is_an_entry_with_what_came_with_it()
    {
        Given(Received).ThenRows(
            Entries,
            new TableRow(
                First.ToString(), ("owner", Id), ("position", 1), ("changed", 1), ("at", Noon), ("kind", "message-received"), ("conversation_id", Id), ("channel", "sms"), ("text", "hello"),
                ("author", null), ("attachments", null), ("details", null), ("state", null)));
        Given(Received with { Attachments = [Picture], Details = new MessageDetails { Subject = "Bin" } }).ThenRows(
            Entries,
            new TableRow(
                First.ToString(), ("attachments", """[{"name":"bin.jpg","contentType":"image/jpeg","url":"https://api.twilio.example/media/1"}]"""),
                ("details", """{"subject":"Bin","isAutomatic":false,"isForwarded":false}""")));
    }

    [Fact]
    public void What_happens_to_a_message_stands_in_its_entry_and_leaves_its_place()
    {
        After(new MessageEdited(First, Guid.Empty, "hello!", Later)).ThenRows(Entries, Message(("text", "hello!"), ("edited_at", Later)));
        After(new MessageWithdrawn(First, Guid.Empty, Later)).ThenRows(Entries, Message(("text", "hello"), ("withdrawn_at", Later)));
        After(new ReactionChanged(First, Guid.Empty, Phone, "👍", Later)).ThenRows(Entries, Message(("reaction", "👍")));
        After(new AttachmentsStored(First, [Picture with { Url = "/attachments/1" }], Later))
            .ThenRows(Entries, Message(("attachments", """[{"name":"bin.jpg","contentType":"image/jpeg","url":"/attachments/1"}]""")));

        static ProjectionSpec After(ConversationEvent e) => Given(Received, e);
        static TableRow Message(params (string, object?)[] columns) => new(First.ToString(), [("position", 1), ("changed", 2), .. columns]);
    }

    [Fact]
    public void A_reaction_can_be_taken_away() =>
        Given(Received, new ReactionChanged(First, Guid.Empty, Phone, "👍", Later), new ReactionChanged(First, Guid.Empty, Phone, null, Later))
            .ThenRows(Entries, new TableRow(First.ToString(), ("reaction", null), ("changed", 3)));

    [Fact]
    public void A_reply_shows_what_became_of_it()
    {
        Given(Written).ThenRows(
            Entries,
            new TableRow(Answer.ToString(), ("position", 1), ("kind", "reply-written"), ("channel", "sms"), ("text", "we come"), ("author", "anna"), ("state", "pending"), ("state_at", null)));
        Given(Written, new DeliveryReported(Answer, DeliveryState.Failed, "twilio", "SM2", "recipient.unknown", "30003", Later)).ThenRows(
            Entries, new TableRow(Answer.ToString(), ("position", 1), ("changed", 2), ("state", "failed"), ("reason", "recipient.unknown"), ("state_at", Later)));
    }

    [Fact]
    public void A_reply_that_another_tool_wrote_is_sent_already() =>
        Given(new ReplyObserved(Answer, Phone, Number, "555", "whatsapp", "meta", "wamid.2", "we come", [], "page-inbox", null, Later)).ThenRows(
            Entries, new TableRow(Answer.ToString(), ("kind", "reply-written"), ("channel", "whatsapp"), ("text", "we come"), ("author", "page-inbox"), ("state", "sent"), ("at", Later)));

    [Fact]
    public void What_agents_do_is_told_with_their_names()
    {
        Given(new NoteAdded(First, "calls back", "anna", Noon)).ThenRows(Entries, new TableRow(First.ToString(), ("kind", "note-added"), ("text", "calls back"), ("author", "anna"), ("channel", null)));
        Given(new Assigned("ben", "waste", "anna", Noon)).ThenRows(Entries, new TableRow(Event(1), ("kind", "assigned"), ("text", "ben"), ("author", "anna")));
        Given(new Assigned(null, "waste", "anna", Noon)).ThenRows(Entries, new TableRow(Event(1), ("kind", "assigned"), ("text", "waste")));
        Given(new Closed("done", "anna", Noon), new Reopened("ben", Later)).ThenRows(
            Entries,
            new TableRow(Event(1), ("kind", "conversation-closed"), ("text", "done"), ("author", "anna"), ("at", Noon)),
            new TableRow(Event(2), ("kind", "conversation-reopened"), ("text", null), ("author", "ben"), ("at", Later)));
    }

    [Fact]
    public void What_only_the_sending_needs_to_know_is_no_entry() => Given(new SendAttempted(Answer, "kannel", Noon), new SendNotTaken(Answer, "kannel", Noon)).ThenNothing();

    [Fact]
    public void A_citizens_contact_points_are_entries_without_the_address() => ProjectionSpec.Of(new TimelineProjection())
        .Given(CitizenStream, new CitizenEvent.Registered(Noon), new CitizenEvent.ContactPointAdded(Phone, Number, "first-contact", "channel:sms", Noon))
        .ThenRows(Entries, new TableRow(Event(2), ("owner", Citizen), ("kind", "contact-point-added"), ("text", "phone"), ("author", "channel:sms"), ("conversation_id", null)))
        .ThenRows(Owners, new TableRow(CitizenStream.Id, ("citizen_id", Citizen), ("category", "citizen")))
        .ThenNowhere(Number.Address);

    [Fact]
    public void An_address_belongs_to_the_citizen_it_was_linked_to_last()
    {
        var other = DerivedId.From("other");
        ProjectionSpec.Of(new TimelineProjection()).Given(PhoneStream, Linked(Citizen), Linked(other))
            .ThenRows(Owners, new TableRow(PhoneStream.Id, ("citizen_id", other), ("category", "contactpoint")))
            .ThenNoRow(Entries);
    }

    [Fact]
    public void Opting_out_and_in_are_entries() => ProjectionSpec.Of(new TimelineProjection())
        .Given(PhoneStream, Linked(Citizen), new ContactPointEvent.OptedOut("sms", "keyword", First, Noon), new ContactPointEvent.OptedIn("sms", "agent", null, Later))
        .ThenRows(
            Entries,
            new TableRow(Event(2), ("owner", Phone), ("kind", "opted-out"), ("channel", "sms"), ("author", "keyword"), ("at", Noon)),
            new TableRow(Event(3), ("owner", Phone), ("kind", "opted-in"), ("channel", "sms"), ("author", "agent"), ("at", Later)));

    [Fact]
    public void Of_an_erased_citizen_it_stays_that_and_when_but_no_word() => ProjectionSpec.Of(new TimelineProjection())
        .Given(CitizenStream, new CitizenEvent.ContactPointAdded(Phone, Number, "first-contact", "channel:sms", Noon))
        .Given(
            Stream, new Opened(Citizen, 1, "sms", Noon), Received with { Attachments = [Picture], Details = new MessageDetails { SenderName = "Anna" } },
            new ReactionChanged(First, Guid.Empty, Phone, "👍", Noon), Written, new NoteAdded(DerivedId.From("note"), "calls back", "ben", Noon), new Closed("moved away", "ben", Noon),
            new CallTranscribed(DerivedId.From("call"), "t", "RE1", DerivedId.From("voicemail"), "my bin", Noon))
        .Given(CitizenStream, new CitizenEvent.Erased("asked", "ben", Later))
        .Given(Stream, new Erased(Citizen, Later))
        .ThenRow(Entries, Event(1), ("kind", "contact-point-added"), ("text", null), ("changed", 9))
        .ThenRow(Entries, First.ToString(), ("kind", "message-received"), ("position", 3), ("changed", 10), ("at", Noon), ("text", null), ("attachments", null), ("details", null), ("reaction", null))
        .ThenRow(Entries, Answer.ToString(), ("kind", "reply-written"), ("author", "anna"), ("state", "pending"), ("text", null))
        .ThenRow(Entries, Event(7), ("kind", "conversation-closed"), ("text", null))
        .ThenNowhere("hello", "we come", "calls back", "moved away", "my bin", "Anna", "👍", "bin.jpg", Number.Address);

    [Fact]
    public void An_erasure_is_of_one_citizen_alone() => Given(Received)
        .Given(new StreamName("conversation", DerivedId.From("another")), Received with { MessageId = Answer, Text = "mine" }, new Erased(DerivedId.From("another"), Later))
        .ThenRow(Entries, First.ToString(), ("text", "hello"))
        .ThenRow(Entries, Answer.ToString(), ("text", null));

    private static readonly MessageReceived Received = new(First, Phone, Number, "+15550100", "sms", "twilio", "SM1", "hello", [], null, null, Noon);

    private static readonly ReplyWritten Written = new(Answer, Phone, Number, "+15550100", "sms", "we come", [], "anna", Noon);

    private static ContactPointEvent.Linked Linked(Guid citizen) => new(citizen, Number, "first-contact", "channel:sms", Noon);

    private static string Event(int position) => ProjectionSpec.EventAt(position).ToString();

    private static ProjectionSpec Given(params object[] events) => ProjectionSpec.Of(new TimelineProjection()).Given(Stream, events);
}
