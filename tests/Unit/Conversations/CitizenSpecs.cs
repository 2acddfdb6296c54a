using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Conversations;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Conversations;

public sealed class CitizenSpecs
{
    private static readonly DateTimeOffset Noon = Moment.Noon;
    private static readonly Guid Phone = DerivedId.From("phone");
    private static readonly Guid Browser = DerivedId.From("browser");
    private static readonly ContactPoint Number = new("phone", "+447946000001");

    [Fact]
    public void The_first_contact_point_registers_the_citizen() =>
        Spec.Of(CitizenDecider.Decider).When(Add(Phone)).Then(new CitizenEvent.Registered(Noon), Added(Phone));

    [Fact]
    public void A_contact_point_is_added_once() =>
        Spec.Of(CitizenDecider.Decider, new CitizenEvent.Registered(Noon), Added(Phone)).When(Add(Phone)).ThenNothing();

    [Fact]
    public void A_conversation_is_joined_once_by_each_contact_point()
    {
        var join = new CitizenCommand.JoinConversation(1, DerivedId.From("c1"), Browser, Noon);
        Spec.Of(CitizenDecider.Decider, new CitizenEvent.Registered(Noon), Added(Phone), Joined(1, Phone)).When(join).Then(Joined(1, Browser));
        Spec.Of(CitizenDecider.Decider, new CitizenEvent.Registered(Noon), Joined(1, Browser)).When(join).ThenNothing();
    }

    [Fact]
    public void A_contact_point_looks_at_its_own_conversation_first()
    {
        var citizen = new CitizenEvent[] { new CitizenEvent.Registered(Noon), Joined(1, Phone), Joined(2, Browser) }
            .Aggregate(CitizenState.Initial, CitizenDecider.Evolve);
        Assert.Equal([1, 2], ConversationPlacement.Candidates(citizen, Phone));
        Assert.Equal([2], ConversationPlacement.Candidates(citizen, Browser));
        Assert.Equal([2], ConversationPlacement.Candidates(citizen, DerivedId.From("letter")));
    }

    [Fact]
    public void A_contact_point_belongs_to_whoever_claimed_it_first()
    {
        var linked = new ContactPointEvent.Linked(DerivedId.From("anna"), Number, "first-contact", "x", Noon);
        Spec.Of(ContactPointDecider.Decider, linked).When(new ContactPointCommand.Claim(DerivedId.From("bob"), Number, "agent", "x", Noon)).ThenNothing();
    }

    [Fact]
    public void A_report_that_comes_before_its_message_is_known_is_kept_for_it()
    {
        var keep = new DeliveryCommand.Keep("twilio", "SM1", DeliveryState.Delivered, null, null, Noon);
        Spec.Of(DeliveryLinkDecider.Decider).When(keep).Then(new DeliveryEvent.ReportKept("twilio", "SM1", DeliveryState.Delivered, null, null, Noon));
        Spec.Of(DeliveryLinkDecider.Decider, new DeliveryEvent.Linked("twilio", "SM1", Phone, Browser, Noon)).When(keep).ThenNothing();
    }

    [Fact]
    public void What_a_citizen_agreed_to_and_refused_is_kept_with_its_source_and_the_last_word_holds()
    {
        var given = new CitizenEvent.ConsentGiven("news", "form", "I agree", "clerk", Noon);
        var withdrawn = new CitizenEvent.ConsentWithdrawn("news", "page", "citizen", Noon);
        Known().When(new CitizenCommand.Decide("news", true, "form", "I agree", "clerk", Noon)).Then(given);
        Known(given).When(new CitizenCommand.Decide("news", true, "phone", null, "clerk", Noon)).ThenNothing();
        Known(given).When(new CitizenCommand.Decide("news", false, "page", null, "citizen", Noon)).Then(withdrawn);
        Known(given, withdrawn).When(new CitizenCommand.Decide("news", true, "form", "I agree", "clerk", Noon)).Then(given);
        Known().When(new CitizenCommand.Decide(null, false, "page", null, "citizen", Noon)).Then(new CitizenEvent.ContactForbidden("page", "citizen", Noon));
        Known(new CitizenEvent.ContactForbidden("page", "citizen", Noon)).When(new CitizenCommand.Decide(null, true, "page", null, "citizen", Noon))
            .Then(new CitizenEvent.ContactAllowed("page", "citizen", Noon));
        Known().When(new CitizenCommand.Decide(null, true, "page", null, "citizen", Noon)).ThenNothing();
        Spec.Of(CitizenDecider.Decider).When(new CitizenCommand.Decide("news", true, "form", null, "clerk", Noon)).ThenRefused("citizen.missing");
        Known(new CitizenEvent.Erased("asked", "clerk", Noon)).When(new CitizenCommand.Decide("news", true, "form", null, "clerk", Noon)).ThenRefused("citizen.erased");
    }

    [Fact]
    public void Attributes_are_set_and_taken_away_one_by_one()
    {
        var north = new CitizenEvent.AttributesChanged([new NamedValue("district", "North")], "clerk", Noon);
        Known().When(Set("district", "North")).Then(north);
        Known(north).When(Set("district", "North")).ThenNothing();
        Known(north).When(Set("age", "40")).Then(new CitizenEvent.AttributesChanged([new NamedValue("age", "40"), new NamedValue("district", "North")], "clerk", Noon));
        Known(north).When(Set("district", null)).Then(new CitizenEvent.AttributesChanged([], "clerk", Noon));

        static CitizenCommand.ChangeAttributes Set(string name, string? value) => new(new Dictionary<string, string?> { [name] = value }, "clerk", Noon);
    }

    private static Spec<CitizenCommand, CitizenEvent, CitizenState> Known(params IEnumerable<CitizenEvent> events) =>
        Spec.Of(CitizenDecider.Decider, [new CitizenEvent.Registered(Noon), .. events]);

    private static CitizenCommand.AddContactPoint Add(Guid id) => new(id, Number, "first-contact", "x", Noon);

    private static CitizenEvent.ContactPointAdded Added(Guid id) => new(id, Number, "first-contact", "x", Noon);

    private static CitizenEvent.ConversationJoined Joined(int ordinal, Guid contactPoint) => new(DerivedId.From($"c{ordinal}"), ordinal, contactPoint, Noon);
}
