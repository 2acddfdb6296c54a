using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Conversations;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Conversations;

public sealed class CitizenSpecs
{
    private static readonly DateTimeOffset Noon = ManualTime.Noon;
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
        Assert.Equal([1, 2], ConversationChoice.Candidates(citizen, Phone));
        Assert.Equal([2], ConversationChoice.Candidates(citizen, Browser));
        Assert.Equal([2], ConversationChoice.Candidates(citizen, DerivedId.From("letter")));
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
        Spec.Of(DeliveryDecider.Decider).When(keep).Then(new DeliveryEvent.ReportKept("twilio", "SM1", DeliveryState.Delivered, null, null, Noon));
        Spec.Of(DeliveryDecider.Decider, new DeliveryEvent.Linked("twilio", "SM1", Phone, Browser, Noon)).When(keep).ThenNothing();
    }

    private static CitizenCommand.AddContactPoint Add(Guid id) => new(id, Number, "first-contact", "x", Noon);

    private static CitizenEvent.ContactPointAdded Added(Guid id) => new(id, Number, "first-contact", "x", Noon);

    private static CitizenEvent.ConversationJoined Joined(int ordinal, Guid contactPoint) => new(DerivedId.From($"c{ordinal}"), ordinal, contactPoint, Noon);
}
