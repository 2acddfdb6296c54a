using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Conversations;
using Omnichannel.EventSourcing;
using Omnichannel.Testing;
using Xunit;
using static Omnichannel.Contracts.Events.ConversationEvent;
using static Omnichannel.Conversations.TrackingProjection;

namespace Omnichannel.Unit.Conversations;

public sealed class TrackingProjectionSpecs
{
    private static readonly Guid Citizen = DerivedId.From("citizen");
    private static readonly Guid Phone = DerivedId.From("phone");
    private static readonly Guid First = DerivedId.From("first");
    private static readonly Guid Answer = DerivedId.From("answer");
    private static readonly Guid Input = DerivedId.From("input");
    private static readonly StreamName Stream = new("conversation", DerivedId.From("conversation"));
    private static readonly ContactPoint Number = new("phone", "+447946000001");
    private static readonly DateTimeOffset Noon = Moment.Noon;
    private static readonly Attachment Elsewhere = new("bin.jpg", "image/jpeg", "https://api.twilio.example/media/1", null);
    private static readonly Attachment Stored = Elsewhere with { Url = Attachment.UrlOf(DerivedId.From("file")) };
    private static readonly InputEvent.Parked Parked = new(Input, "sms", "twilio", "/sms/webhooks/twilio", "text/plain", [1, 2, 3], "form.message-id-missing", Noon);

    [Fact]
    public void A_message_is_found_in_its_conversation() => Given(new Opened(Citizen, 1, "sms", Noon), Received("sms"))
        .ThenRows(Messages, new TableRow(First.ToString(), ("conversation_id", Stream.Id), ("position", 2)))
        .ThenNoRow(Replies)
        .ThenNoRow(Fetches);

    [Fact]
    public void A_reply_has_no_outcome_until_one_is_reported()
    {
        Given(Written()).ThenRows(Messages, new TableRow(Answer.ToString(), ("conversation_id", Stream.Id), ("position", 1)))
            .ThenRows(Replies, new TableRow(Answer.ToString(), ("conversation_id", Stream.Id), ("state", "pending"), ("written_at", Noon)));
        Given(Written(), Report(DeliveryState.Accepted)).ThenRows(Replies, new TableRow(Answer.ToString(), ("state", "accepted"), ("written_at", Noon)));
    }

    [Fact]
    public void A_reply_that_another_tool_wrote_waits_for_nothing() => Given(Observed())
        .ThenRows(Messages, new TableRow(Answer.ToString(), ("conversation_id", Stream.Id), ("position", 1)))
        .ThenNoRow(Replies);

    [Fact]
    public void What_came_with_a_message_is_to_be_fetched_until_it_is_stored()
    {
        Given(Received("sms", Elsewhere)).ThenRows(Fetches, new TableRow(First.ToString(), ("conversation_id", Stream.Id), ("is_done", false), ("at", Noon)));
        Given(Received("sms", Stored, Elsewhere)).ThenRows(Fetches, new TableRow(First.ToString(), ("is_done", false)));
        Given(Observed(Elsewhere)).ThenRows(Fetches, new TableRow(Answer.ToString(), ("conversation_id", Stream.Id), ("is_done", false), ("at", Noon)));
        Given(Received("sms", Elsewhere), new AttachmentsStored(First, [Stored], Noon)).ThenRows(Fetches, new TableRow(First.ToString(), ("is_done", true), ("at", Noon)));
    }

    [Fact]
    public void What_is_here_already_or_nobody_fetches_is_not_waited_for()
    {
        Given(Received("sms", Stored)).ThenNoRow(Fetches);
        Given(Received("email", Elsewhere)).ThenNoRow(Fetches);
    }

    [Fact]
    public void For_an_erased_citizen_nothing_is_fetched_any_more()
    {
        Given(Received("sms", Elsewhere), Written(), new Erased(Citizen, Noon)).ThenNoRow(Fetches)
            .ThenRows(Replies, new TableRow(Answer.ToString(), ("state", "pending")));
        // As the log gives it back then: empty.
        Given(Received("sms") with { Text = "", From = ContactPoint.ErasedOne }, new Erased(Citizen, Noon)).ThenNoRow(Fetches);
    }

    [Fact]
    public void A_parked_input_is_listed_until_it_is_read_again()
    {
        OfInput(Parked).ThenRows(
            Inputs,
            new TableRow(
                Input.ToString(), ("channel", "sms"), ("provider", "twilio"), ("endpoint", "/sms/webhooks/twilio"), ("reason", "form.message-id-missing"), ("at", Noon), ("is_read", false)));
        OfInput(Parked, new InputEvent.ReadAgain(Input, 1, Noon)).ThenRows(Inputs, new TableRow(Input.ToString(), ("is_read", true), ("reason", "form.message-id-missing")));
    }

    [Fact]
    public void An_erased_input_says_so() =>
        OfInput(Parked, new InputEvent.Erased(Input, Noon)).ThenRows(Inputs, new TableRow(Input.ToString(), ("reason", "erased"), ("is_read", false)));

    [Fact]
    public void Nothing_personal_stands_here() => Given(Received("sms", Elsewhere), Written(), Observed(Elsewhere), Report(DeliveryState.Failed))
        .Given(new StreamName("citizen", Citizen), new CitizenEvent.ProfileChanged("Anna", "en", "ben", Noon))
        .ThenNowhere(Number.Address, "hello", "we come", "Anna", "bin.jpg", Elsewhere.Url);

    private static ProjectionSpec Given(params object[] events) => ProjectionSpec.Of(new TrackingProjection()).Given(Stream, events);

    private static ProjectionSpec OfInput(params object[] events) => ProjectionSpec.Of(new TrackingProjection()).Given(new StreamName("input", Input), events);

    private static MessageReceived Received(string channel, params Attachment[] attachments) =>
        new(First, Phone, Number, "+15550100", channel, "twilio", "SM1", "hello", attachments, null, null, Noon);

    private static ReplyWritten Written() => new(Answer, Phone, Number, "+15550100", "sms", "we come", [], "anna", Noon);

    private static ReplyObserved Observed(params Attachment[] attachments) =>
        new(Answer, Phone, Number, "555", "whatsapp", "meta", "wamid.2", "we come", attachments, "page-inbox", null, Noon);

    private static DeliveryReported Report(DeliveryState state) => new(Answer, state, "twilio", "SM2", null, null, Noon);
}
