using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Contracts.Messages;
using Omnichannel.Conversations;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Conversations;

/// <summary>Forgetting somebody: the rules of each thing that is theirs.</summary>
public sealed class ErasureSpecs
{
    private static readonly DateTimeOffset Noon = Moment.Noon;
    private static readonly Guid Anna = DerivedId.From("anna");
    private static readonly Guid Bob = DerivedId.From("bob");
    private static readonly Guid Phone = DerivedId.From("phone");
    private static readonly Guid Holder = DerivedId.From("holder");
    private static readonly ContactPoint Number = new("phone", "+447946000001");
    private static readonly CitizenEvent.Erased Erased = new("citizen-asked", "agent", Noon);

    [Fact]
    public void A_citizen_is_erased_once() =>
        Citizen().When(new CitizenCommand.Erase("citizen-asked", "agent", Noon)).Then(Erased);

    [Fact]
    public void Whoever_asks_again_hears_the_same() => Citizen(Erased).When(new CitizenCommand.Erase("another reason", "x", Noon)).ThenNothing();

    [Fact]
    public void Nobody_is_erased_who_is_not_there() =>
        Spec.Of(CitizenDecider.Decider).When(new CitizenCommand.Erase("citizen-asked", "agent", Noon)).ThenRefused("citizen.missing");

    [Fact]
    public void Nothing_is_added_to_an_erased_citizen()
    {
        Citizen(Erased).When(new CitizenCommand.ChangeProfile("Anna", null, "x", Noon)).ThenRefused("citizen.erased");
        Citizen(Erased).When(new CitizenCommand.AddContactPoint(DerivedId.From("other"), Number, "agent", "x", Noon)).ThenRefused("citizen.erased");
        Citizen(Erased).When(new CitizenCommand.JoinConversation(7, DerivedId.From("c7"), Phone, Noon)).ThenRefused("citizen.erased");
    }

    [Fact]
    public void That_it_is_done_is_said_once_and_only_of_what_was_to_be_done()
    {
        var finish = new CitizenCommand.FinishErasure(2, 1, 3, 0, Noon);
        Citizen(Erased).When(finish).Then(new CitizenEvent.ErasureDone(2, 1, 3, 0, Noon));
        Citizen(Erased, new CitizenEvent.ErasureDone(2, 1, 3, 0, Noon)).When(finish).ThenNothing();
        Citizen().When(finish).ThenNothing();
    }

    [Fact]
    public void An_erased_citizen_s_state_holds_no_name_and_no_address()
    {
        var state = new CitizenEvent[]
        {
            new CitizenEvent.Registered(Noon), new CitizenEvent.ContactPointAdded(Phone, Number, "first-contact", "x", Noon),
            new CitizenEvent.ProfileChanged("Anna", "en", "x", Noon), Erased,
        }.Aggregate(CitizenState.Initial, CitizenDecider.Evolve);
        Assert.Equal((null, null, ContactPoint.ErasedOne), (state.Name, state.Language, state.ContactPoints[Phone].ContactPoint));
    }

    [Fact]
    public void An_address_is_taken_from_its_erased_citizen_and_from_nobody_else()
    {
        var release = new ContactPointCommand.Release(Anna, Holder, Noon);
        Address(Linked(Anna)).When(release).Then(new ContactPointEvent.Released(Anna, Holder, Noon));
        Address(Linked(Bob)).When(release).ThenNothing();
        Address(Linked(Anna), Released(), Linked(Bob)).When(release).ThenNothing();
    }

    [Fact]
    public void A_free_address_becomes_somebody_new_s_and_never_the_erased_one_s_again()
    {
        Address(Linked(Anna), Released()).When(Claim(Bob)).Then(Linked(Bob));
        Address(Linked(Anna), Released()).When(Claim(Anna)).ThenRefused("contact-point.released");
    }

    [Fact]
    public void Who_may_not_be_written_to_stays_so_whoever_has_the_address()
    {
        var state = new ContactPointEvent[] { Linked(Anna), new ContactPointEvent.OptedOut("sms", "keyword", null, Noon), Released() }
            .Aggregate(ContactPointState.Initial, ContactPointDecider.Evolve);
        Assert.Equal(["sms"], state.OptedOut);
        Assert.Null(state.ContactPoint);
        Assert.Equal(Holder, state.HolderId);
    }

    [Fact]
    public void An_erased_conversation_takes_nothing_and_says_nothing()
    {
        var erase = new ConversationCommand.Erase(Anna, Noon);
        Talk(Said()).When(erase).Then(new ConversationEvent.Erased(Anna, Noon));
        Talk(Said(), Gone()).When(erase).ThenNothing();
        Talk(Said(), Gone()).When(Receive(2)).ThenRefused("citizen.erased");
        Talk(Said(), Gone()).When(new ConversationCommand.AddNote(DerivedId.From("note"), "words", "x", Noon)).ThenRefused("citizen.erased");
        Talk(Said(), Gone()).When(new ConversationCommand.Reopen("x", Noon)).ThenRefused("citizen.erased");
    }

    [Fact]
    public void What_still_comes_about_an_erased_conversation_is_not_kept()
    {
        Talk(Said(), Gone()).When(new ConversationCommand.Amend(DerivedId.From("a"), Message(1), Amendment.Edited, Phone, "other words", null, Noon)).ThenNothing();
        Talk(Said(), Gone()).When(new ConversationCommand.StoreAttachments(Message(1), [], Noon)).ThenNothing();
        Talk(Said(), Gone()).When(new ConversationCommand.Report(Message(1), DeliveryState.Delivered, "twilio", "SM1", null, null, Noon)).ThenNothing();
    }

    [Fact]
    public void The_number_after_the_last_conversation_is_taken_as_well()
    {
        Spec.Of(ConversationDecider.Decider).When(new ConversationCommand.Erase(Anna, Noon)).Then(new ConversationEvent.Erased(Anna, Noon));
        Spec.Of(ConversationDecider.Decider, new ConversationEvent.Erased(Anna, Noon)).When(Receive(1)).ThenRefused("citizen.erased");
    }

    [Fact]
    public void An_erased_conversation_s_state_holds_no_words_and_no_address()
    {
        var state = new ConversationEvent[]
        {
            new ConversationEvent.Opened(Anna, 1, "sms", Noon), Said(),
            new ConversationEvent.ReplyWritten(Message(9), Phone, Number, null, "sms", "words", [], "agent", Noon), Gone(),
        }.Aggregate(ConversationState.Initial, ConversationDecider.Evolve);
        Assert.True(state is { Exists: true, IsClosed: true, IsErased: true, Ordinal: 1 });
        Assert.Empty(state.Participants);
        // What is not known is not sent.
        Assert.Empty(state.Replies);
    }

    [Fact]
    public void A_parked_input_is_erased_once_and_not_read_again()
    {
        var id = DerivedId.From("input");
        var parked = new InputEvent.Parked(id, "sms", "twilio", "/sms", null, [1, 2], "form.message-id-missing", Noon);
        Spec.Of(InputDecider.Decider, parked).When(new InputEvent.Erased(id, Noon)).Then(new InputEvent.Erased(id, Noon));
        Spec.Of(InputDecider.Decider, parked, new InputEvent.Erased(id, Noon)).When(new InputEvent.ReadAgain(id, 1, Noon)).ThenNothing();
        Spec.Of(InputDecider.Decider, parked, new InputEvent.Erased(id, Noon)).When(parked).ThenNothing();
    }

    private static Spec<CitizenCommand, CitizenEvent, CitizenState> Citizen(params IEnumerable<CitizenEvent> more) => Spec.Of(
        CitizenDecider.Decider,
        [new CitizenEvent.Registered(Noon), new CitizenEvent.ContactPointAdded(Phone, Number, "first-contact", "x", Noon), .. more]);

    private static Spec<ContactPointCommand, ContactPointEvent, ContactPointState> Address(params IEnumerable<ContactPointEvent> events) =>
        Spec.Of(ContactPointDecider.Decider, events);

    private static Spec<ConversationCommand, ConversationEvent, ConversationState> Talk(params IEnumerable<ConversationEvent> more) =>
        Spec.Of(ConversationDecider.Decider, [new ConversationEvent.Opened(Anna, 1, "sms", Noon), .. more]);

    private static ContactPointCommand.Claim Claim(Guid citizen) => new(citizen, Number, "first-contact", "x", Noon);

    private static ContactPointEvent.Linked Linked(Guid citizen) => new(citizen, Number, "first-contact", "x", Noon);

    private static ContactPointEvent.Released Released() => new(Anna, Holder, Noon);

    private static ConversationEvent.Erased Gone() => new(Anna, Noon);

    private static ConversationEvent.MessageReceived Said() =>
        new(Message(1), Phone, Number, "+15550100", "sms", "twilio", "SM1", "words", [], null, null, Noon);

    private static ConversationCommand.Receive Receive(int number) =>
        new(Anna, 1, Message(number), Phone, Number, "+15550100", "sms", "twilio", $"SM{number}", "words", [], null, null, Noon);

    private static Guid Message(int number) => MessageHeard.IdOf("sms", "twilio", $"SM{number}");
}
