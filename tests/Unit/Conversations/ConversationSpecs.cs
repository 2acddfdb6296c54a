using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Contracts.Messages;
using Omnichannel.Conversations;
using Omnichannel.Testing;
using Xunit;
using static Omnichannel.Contracts.Events.ConversationEvent;

namespace Omnichannel.Unit.Conversations;

public sealed class ConversationSpecs
{
    private static readonly DateTimeOffset Noon = Moment.Noon;
    private static readonly Guid Citizen = DerivedId.From("citizen");
    private static readonly Guid Phone = DerivedId.From("phone");
    private static readonly Guid First = DerivedId.From("first");
    private static readonly Guid Answer = DerivedId.From("answer");
    private static readonly ContactPoint Number = new("phone", "+447946000001");

    [Fact]
    public void The_first_message_opens_the_conversation() =>
        Given().When(Receive(First)).Then(new Opened(Citizen, 1, "sms", Noon), Received(First));

    [Fact]
    public void A_redelivered_message_is_recorded_once() => Given(Opened(), Received(First)).When(Receive(First)).ThenNothing();

    [Fact]
    public void A_message_redelivered_after_the_close_is_still_known() =>
        Given(Opened(), Received(First), Closed()).When(Receive(First)).ThenNothing();

    [Fact]
    public void A_closed_conversation_takes_no_new_message() =>
        Given(Opened(), Received(First), Closed()).When(Receive(DerivedId.From("second"))).ThenRefused("conversation.closed");

    [Fact]
    public void A_reply_is_written() => Given(Opened(), Received(First)).When(Reply()).Then(Written());

    [Fact]
    public void Who_is_being_given_a_reply_is_noted_once() =>
        Given(Opened(), Received(First), Written()).When(Attempt(isOver: false)).Then(new SendAttempted(Answer, "kannel", Noon));

    [Fact]
    public void An_attempt_that_is_over_makes_room_for_the_next() =>
        Assert.Empty(State(new SendAttempted(Answer, "kannel", Noon), new SendNotTaken(Answer, "kannel", Noon.AddSeconds(1))).TriedBy);

    [Fact]
    public void An_end_that_is_heard_late_does_not_undo_the_attempt_after_it()
    {
        Given(Opened(), Received(First), Written(), new SendAttempted(Answer, "kannel", Noon.AddSeconds(1))).When(Attempt(isOver: true)).ThenNothing();
        Assert.Equal(["kannel"], State(new SendAttempted(Answer, "kannel", Noon.AddSeconds(1))).TriedBy);
    }

    [Fact]
    public void A_reply_is_written_once() => Given(Opened(), Received(First), Written()).When(Reply()).ThenNothing();

    [Fact]
    public void A_closed_conversation_cannot_be_answered() => Given(Opened(), Received(First), Closed()).When(Reply()).ThenRefused("conversation.closed");

    [Fact]
    public void Nothing_is_no_reply() => Given(Opened(), Received(First)).When(Reply() with { Text = "  " }).ThenRefused("text.empty");

    [Fact]
    public void A_conversation_that_is_not_there_cannot_be_answered() => Given().When(Reply()).ThenRefused("conversation.missing");

    [Fact]
    public void A_receipt_moves_the_reply_forward() =>
        Given(Opened(), Received(First), Written(), Report(DeliveryState.Sent)).When(ReportCommand(DeliveryState.Delivered)).Then(Report(DeliveryState.Delivered));

    [Theory]
    [InlineData(DeliveryState.Delivered, DeliveryState.Sent)]
    [InlineData(DeliveryState.Delivered, DeliveryState.Failed)]
    [InlineData(DeliveryState.Read, DeliveryState.Delivered)]
    [InlineData(DeliveryState.Failed, DeliveryState.Delivered)]
    [InlineData(DeliveryState.Failed, DeliveryState.Ambiguous)]
    public void A_late_receipt_moves_nothing_back(DeliveryState now, DeliveryState late) =>
        Given(Opened(), Received(First), Written(), Report(now)).When(ReportCommand(late)).ThenNothing();

    [Fact]
    public void An_unclear_send_is_cleared_up_by_its_receipt() =>
        Given(Opened(), Received(First), Written(), Report(DeliveryState.Ambiguous)).When(ReportCommand(DeliveryState.Accepted)).Then(Report(DeliveryState.Accepted));

    [Fact]
    public void A_receipt_for_a_stranger_s_message_is_refused() =>
        Given(Opened(), Received(First)).When(ReportCommand(DeliveryState.Delivered)).ThenRefused("message.missing");

    [Fact]
    public void Closing_twice_is_silent() =>
        Given(Opened(), Received(First), Closed()).When(new ConversationCommand.Close("done", "anna", Noon)).ThenNothing();

    [Fact]
    public void Reopening_an_open_conversation_is_silent() =>
        Given(Opened(), Received(First)).When(new ConversationCommand.Reopen("anna", Noon)).ThenNothing();

    [Fact]
    public void A_reopened_conversation_takes_messages_again() =>
        Given(Opened(), Received(First), Closed(), new Reopened("anna", Noon)).When(Receive(DerivedId.From("second"))).Then(Received(DerivedId.From("second")));

    [Fact]
    public void Assigning_to_the_same_agent_is_silent() =>
        Given(Opened(), Received(First), new Assigned("anna", null, "anna", Noon)).When(new ConversationCommand.Assign("anna", null, "bob", Noon)).ThenNothing();

    [Fact]
    public void A_note_is_added_once()
    {
        var note = DerivedId.From("note");
        Given(Opened(), Received(First)).When(new ConversationCommand.AddNote(note, "call back", "anna", Noon)).Then(new NoteAdded(note, "call back", "anna", Noon));
        Given(Opened(), Received(First), new NoteAdded(note, "call back", "anna", Noon)).When(new ConversationCommand.AddNote(note, "call back", "anna", Noon)).ThenNothing();
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(72, true)]
    [InlineData(73, false)]
    public void Another_channel_of_the_citizen_joins_within_the_window(int hours, bool joins)
    {
        var conversation = new ConversationEvent[] { Opened(), Received(First) }.Aggregate(ConversationState.Initial, ConversationDecider.Evolve);
        Assert.Equal(joins, ConversationPlacement.Joins(conversation, new Arrival(DerivedId.From("browser"), Noon.AddHours(hours)), TimeSpan.FromHours(72)));
    }

    [Fact]
    public void The_same_contact_point_joins_its_open_conversation_after_any_time()
    {
        var conversation = new ConversationEvent[] { Opened(), Received(First) }.Aggregate(ConversationState.Initial, ConversationDecider.Evolve);
        Assert.True(ConversationPlacement.Joins(conversation, new Arrival(Phone, Noon.AddDays(300)), TimeSpan.FromHours(72)));
    }

    [Fact]
    public void What_a_machine_wrote_stays_in_the_closed_conversation()
    {
        var note = DerivedId.From("absence note");
        var details = new MessageDetails { IsAutomatic = true };
        Given(Opened(), Received(First), Closed()).When(Receive(note) with { Details = details }).Then(Received(note) with { Details = details });
        var conversation = new ConversationEvent[] { Opened(), Received(First), Closed() }.Aggregate(ConversationState.Initial, ConversationDecider.Evolve);
        Assert.True(ConversationPlacement.Joins(conversation, new Arrival(Phone, Noon) { IsAutomatic = true }, TimeSpan.FromHours(72)));
        Assert.False(ConversationPlacement.Joins(conversation, new Arrival(Phone, Noon), TimeSpan.FromHours(72)));
    }

    [Fact]
    public void A_citizen_changes_their_own_words() =>
        Given(Opened(), Received(First)).When(Amend(First, Amendment.Edited, "hello there")).Then(new MessageEdited(First, Change, "hello there", Noon));

    [Fact]
    public void A_change_is_recorded_once() =>
        Given(Opened(), Received(First), new MessageEdited(First, Change, "hello there", Noon)).When(Amend(First, Amendment.Edited, "hello there")).ThenNothing();

    [Fact]
    public void A_citizen_takes_their_words_back() =>
        Given(Opened(), Received(First)).When(Amend(First, Amendment.Withdrawn)).Then(new MessageWithdrawn(First, Change, Noon));

    [Fact]
    public void A_citizen_reacts_to_our_reply_and_takes_it_away()
    {
        Given(Opened(), Received(First), Written()).When(Amend(Answer, Amendment.Reacted, emoji: "👍")).Then(new ReactionChanged(Answer, Change, Phone, "👍", Noon));
        Given(Opened(), Received(First), Written()).When(Amend(Answer, Amendment.Reacted, emoji: "")).Then(new ReactionChanged(Answer, Change, Phone, null, Noon));
    }

    [Theory]
    [InlineData(Amendment.Edited)]
    [InlineData(Amendment.Withdrawn)]
    public void Nobody_else_changes_our_words(Amendment kind) =>
        Given(Opened(), Received(First), Written()).When(Amend(Answer, kind, "we do not come")).ThenRefused("message.missing");

    [Fact]
    public void An_answer_given_with_another_tool_is_recorded_once_also_after_the_close()
    {
        Given(Opened(), Received(First)).When(Observe()).Then(Observed());
        Given(Opened(), Received(First), Observed()).When(Observe()).ThenNothing();
        Given(Opened(), Received(First), Closed()).When(Observe()).Then(Observed());
        Given().When(Observe()).Then(Opened(), Observed());
    }

    [Fact]
    public void An_answer_given_with_another_tool_is_told_of_like_any_other() =>
        Given(Opened(), Received(First), Observed()).When(ReportCommand(DeliveryState.Read)).Then(Report(DeliveryState.Read));

    [Fact]
    public void What_a_machine_said_opens_no_window()
    {
        var moved = Received(First) with { Channel = "whatsapp", Details = new MessageDetails { IsAutomatic = true } };
        var state = new ConversationEvent[] { Opened(), moved }.Aggregate(ConversationState.Initial, ConversationDecider.Evolve);
        Assert.Equal(DateTimeOffset.MinValue, state.Participants[Phone].Channels["whatsapp"].LastMessageAt);
    }

    [Fact]
    public void Media_is_stored_once()
    {
        Attachment[] there = [new("bin.jpg", "image/jpeg", "https://api.twilio.com/m/1", null)], here = [new("bin.jpg", "image/jpeg", Attachment.UrlOf(First), 7)];
        var received = Received(First) with { Attachments = there };
        var store = new ConversationCommand.StoreAttachments(First, here, Noon);
        Given(Opened(), received).When(store).Then(new AttachmentsStored(First, here, Noon));
        Given(Opened(), received, new AttachmentsStored(First, here, Noon)).When(store).ThenNothing();
        Given(Opened(), Received(First)).When(store).ThenNothing();
    }

    [Fact]
    public void The_thread_is_what_was_said_on_one_channel_and_keeps_its_first_message()
    {
        var said = Enumerable.Range(1, 30).Select(i => Received(DerivedId.From($"{i}")) with { ProviderMessageId = $"<{i}@x>" });
        var state = new ConversationEvent[] { Opened() }.Concat(said).Concat([Written(), Report(DeliveryState.Accepted)]).Aggregate(ConversationState.Initial, ConversationDecider.Evolve);
        var references = state.Participants[Phone].Channels["sms"].References;
        Assert.Equal(("<1@x>", "<30@x>", "SM2"), (references[0], references[^2], references[^1]));
        Assert.Equal(20, references.Count);
    }

    [Fact]
    public void One_number_is_heard_on_two_channels_each_with_its_own_address_of_ours()
    {
        var state = new ConversationEvent[]
        {
            Opened(), Received(First),
            Received(DerivedId.From("second")) with { Channel = "whatsapp", To = "1067", SentAt = Noon.AddMinutes(-3) },
        }.Aggregate(ConversationState.Initial, ConversationDecider.Evolve);
        var participant = state.Participants[Phone];
        Assert.Equal("whatsapp", participant.Channel);
        Assert.Equal(("+15550100", Noon), (participant.Channels["sms"].OurAddress, participant.Channels["sms"].LastMessageAt));
        Assert.Equal(("1067", Noon.AddMinutes(-3)), (participant.Channels["whatsapp"].OurAddress, participant.Channels["whatsapp"].LastMessageAt));
    }

    private static readonly Guid Change = DerivedId.From("change");

    private static ConversationCommand.Amend Amend(Guid message, Amendment kind, string? text = null, string? emoji = null) =>
        new(Change, message, kind, Phone, text, emoji, Noon);

    private static MessageHeard Heard(DateTimeOffset at) =>
        new(DerivedId.From("heard"), "sms", "twilio", "SM9", Number, "+15550100", "hello", [], null, null, at, [], null);

    private static Spec<ConversationCommand, ConversationEvent, ConversationState> Given(params ConversationEvent[] events) => Spec.Of(ConversationDecider.Decider, events);

    private static Opened Opened() => new(Citizen, 1, "sms", Noon);

    private static Closed Closed() => new(null, "anna", Noon);

    private static MessageReceived Received(Guid id) => new(id, Phone, Number, "+15550100", "sms", "twilio", "SM1", "hello", [], null, null, Noon);

    private static ReplyWritten Written() => new(Answer, Phone, Number, "+15550100", "sms", "we come", [], "anna", Noon);

    private static ReplyObserved Observed() =>
        new(Answer, Phone, Number, "+15550100", "sms", "twilio", "SM2", "we come", [], "page-inbox", null, Noon);

    private static ConversationCommand.Observe Observe() =>
        new(Citizen, 1, Answer, Phone, Number, "+15550100", "sms", "twilio", "SM2", "we come", [], "page-inbox", null, Noon);

    private static DeliveryReported Report(DeliveryState state) => new(Answer, state, "twilio", "SM2", null, null, Noon);

    private static ConversationCommand.Receive Receive(Guid id) => new(Citizen, 1, id, Phone, Number, "+15550100", "sms", "twilio", "SM1", "hello", [], null, null, Noon);

    private static ConversationCommand.Reply Reply() => new(Answer, Phone, Number, "+15550100", "sms", "we come", [], "anna", Noon);

    private static ConversationCommand.Report ReportCommand(DeliveryState state) => new(Answer, state, "twilio", "SM2", null, null, Noon);

    private static ConversationCommand Attempt(bool isOver) => new ConversationCommand.RecordSendAttempt(Answer, "kannel", isOver, Noon);

    private static ConversationState.ReplyState State(params ConversationEvent[] events) => new ConversationEvent[] { Opened(), Received(First), Written() }
        .Concat(events).Aggregate(ConversationState.Initial, ConversationDecider.Evolve).Replies[Answer];
}
