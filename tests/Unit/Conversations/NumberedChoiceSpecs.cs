using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Conversations;
using Omnichannel.Testing;
using Xunit;
using static Omnichannel.Contracts.Events.ConversationEvent;

namespace Omnichannel.Unit.Conversations;

public sealed class NumberedChoiceSpecs
{
    private static readonly DateTimeOffset Noon = Moment.Noon;
    private static readonly Guid Phone = DerivedId.From("phone");
    private static readonly Guid List = DerivedId.From("list");
    private static readonly ContactPoint Number = new("phone", "+447946000001");
    private static readonly Choice Monday = new("mon", "Monday");
    private static readonly Choice Tuesday = new("tue", "Tuesday");
    private static readonly ConversationEvent[] Asked =
    [
        new Opened(DerivedId.From("citizen"), 1, "sms", Noon), Message("first", "My bin was not collected"), Reply(List, [Monday, Tuesday]),
    ];

    [Theory]
    [InlineData("2")]
    [InlineData(" 2.\n")]
    [InlineData("(2)")]
    [InlineData("2)")]
    public void A_number_is_the_choice_and_stays_as_it_was_written(string text) => Chooses(Tuesday, text);

    [Theory]
    [InlineData("0")]
    [InlineData("3")]
    [InlineData("2 please")]
    [InlineData("at 2")]
    [InlineData("12345678901")]
    [InlineData("²")]
    [InlineData("")]
    public void Anything_else_is_no_choice(string text) => Chooses(null, text);

    [Theory]
    [InlineData("2\n\nOn Mon, 23 Nov 2026 at 10:00, City <city@example.org>\nwrote:\n> When shall we come?\n> 1. Monday")]
    [InlineData("1.\r\n\r\n> When shall we come?\r\n")]
    [InlineData("1\n-- \nAnna Example\nLondon")]
    public void What_a_mail_program_adds_is_no_word_of_the_citizens(string text) => Assert.NotNull(NumberedChoices.NumberIn(text));

    [Theory]
    [InlineData("2\nBut not before ten.")]
    [InlineData("2\nBut not before ten.\n> When shall we come?")]
    [InlineData("2\n> When shall we come?\nNot before ten.")]
    public void What_the_citizen_adds_is(string text) => Assert.Null(NumberedChoices.NumberIn(text));

    [Fact]
    public void The_second_number_is_no_answer_any_more() => Chooses(null, "1", Message("answer", "2"));

    [Fact]
    public void Another_reply_of_ours_ends_the_list() => Chooses(null, "2", Reply(DerivedId.From("later"), null));

    [Fact]
    public void Only_the_latest_list_counts() => Chooses(Monday, "2", Reply(DerivedId.From("later"), [Tuesday, Monday]));

    [Fact]
    public void A_reply_with_another_tool_ends_the_list() => Chooses(null, "2", new ReplyObserved(
        DerivedId.From("echo"), Phone, Number, "+15550100", "sms", "twilio", "SM9", "We come.", [], "page-inbox", null, Noon));

    [Fact]
    public void A_list_that_never_arrived_is_answered_by_nobody() =>
        Chooses(null, "2", new DeliveryReported(List, DeliveryState.Failed, "twilio", "SM5", "recipient.unreachable", null, Noon));

    [Fact]
    public void A_list_that_arrived_is_still_open() =>
        Chooses(Tuesday, "2", new DeliveryReported(List, DeliveryState.Delivered, "twilio", "SM5", null, null, Noon));

    [Fact]
    public void An_absence_note_answers_nothing() => Chooses(Tuesday, "2", Message("note", "Out of office") with { Details = new MessageDetails { IsAutomatic = true } });

    [Fact]
    public void A_number_on_another_channel_or_of_somebody_else_is_no_answer()
    {
        Given().When(Receive("2") with { Channel = "whatsapp" }).Then(Heard("2", null) with { Channel = "whatsapp" });
        var other = DerivedId.From("other");
        Given().When(Receive("2") with { ContactPointId = other }).Then(Heard("2", null) with { ContactPointId = other });
    }

    [Fact]
    public void A_button_says_more_than_a_number() =>
        Given().When(Receive("2") with { Details = new MessageDetails { Choice = Monday } }).Then(Heard("2", Monday));

    [Fact]
    public void Where_choices_are_buttons_a_number_is_a_number()
    {
        var few = Reply(List, [Monday, Tuesday]) with { Channel = "whatsapp" };
        Spec.Of(ConversationDecider.Decider, [.. Asked, few]).When(Receive("2") with { Channel = "whatsapp" }).Then(Heard("2", null) with { Channel = "whatsapp" });
        var many = Reply(List, [.. Enumerable.Range(1, 11).Select(day => new Choice($"{day}", $"Day {day}"))]) with { Channel = "whatsapp" };
        Spec.Of(ConversationDecider.Decider, [.. Asked, many]).When(Receive("11") with { Channel = "whatsapp" })
            .Then(Heard("11", new Choice("11", "Day 11")) with { Channel = "whatsapp" });
    }

    private static void Chooses(Choice? choice, string text, params ConversationEvent[] after) => Given(after).When(Receive(text)).Then(Heard(text, choice));

    private static Spec<ConversationCommand, ConversationEvent, ConversationState> Given(params ConversationEvent[] after) =>
        Spec.Of(ConversationDecider.Decider, [.. Asked, .. after]);

    private static ConversationCommand.Receive Receive(string text) => new(
        DerivedId.From("citizen"), 1, DerivedId.From("now"), Phone, Number, "+15550100", "sms", "twilio", "SM7", text, [], null, null, Noon);

    private static MessageReceived Heard(string text, Choice? choice) =>
        new(DerivedId.From("now"), Phone, Number, "+15550100", "sms", "twilio", "SM7", text, [], null, null, Noon)
        {
            Details = choice is null ? null : new MessageDetails { Choice = choice },
        };

    private static MessageReceived Message(string id, string text) =>
        new(DerivedId.From(id), Phone, Number, "+15550100", "sms", "twilio", id, text, [], null, null, Noon);

    private static ReplyWritten Reply(Guid id, IReadOnlyList<Choice>? choices) =>
        new(id, Phone, Number, "+15550100", "sms", "When shall we come?", [], "ben", Noon) { Details = choices is null ? null : new ReplyDetails { Choices = choices } };
}
