using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Conversations;
using Omnichannel.Testing;
using Xunit;
using static Omnichannel.Contracts.Events.ConversationEvent;

namespace Omnichannel.Unit.Conversations;

/// <summary>A conversation that we begin: by words of ours, or by work for a person.</summary>
public sealed class ProactiveMessageSpecs
{
    private static readonly DateTimeOffset At = Moment.Noon;
    private static readonly Guid Citizen = DerivedId.From("citizen");
    private static readonly Guid Phone = DerivedId.From("phone");
    private static readonly ContactPoint Anna = new("phone", "+447946000001");
    private static readonly ConversationCommand.Write Write = new(
        1, Citizen, new ConversationCommand.Reply(DerivedId.From("message"), Phone, Anna, null, "sms", "Will you come?", [], "outreach", At));

    private static readonly Opened Begun = new(Citizen, 1, "sms", At);
    private static readonly ReplyWritten Written = new(DerivedId.From("message"), Phone, Anna, null, "sms", "Will you come?", [], "outreach", At);

    [Fact]
    public void Words_of_ours_open_a_conversation() => Spec.Of(ConversationDecider.Decider).When(Write).Then(Begun, Written);

    [Fact]
    public void In_one_that_goes_on_they_are_a_reply_and_in_a_closed_one_they_are_none()
    {
        Spec.Of(ConversationDecider.Decider, Begun).When(Write).Then(Written);
        Spec.Of(ConversationDecider.Decider, Begun, Written).When(Write).ThenNothing();
        Spec.Of(ConversationDecider.Decider, Begun, new Closed(null, "ben", At)).When(Write).ThenRefused("conversation.closed");
    }

    [Fact]
    public void Whom_we_wrote_to_takes_part_so_that_an_answer_comes_back_here_however_late()
    {
        var state = new ConversationEvent[] { Begun, Written }.Aggregate(ConversationState.Initial, ConversationDecider.Evolve);
        Assert.Equal(("sms", Guid.Empty), (state.LastChannel, state.LastWriter));
        Assert.Contains(Phone, state.Participants.Keys);
    }

    [Fact]
    public void Work_for_a_person_opens_one_too_and_is_handed_over_once()
    {
        var over = new ConversationCommand.HandOver(DerivedId.From("over"), Citizen, 1, "sms", "office", "Please call.", "outreach", At);
        var note = new NoteAdded(over.HandOverId, "Please call.", "outreach", At);
        Spec.Of(ConversationDecider.Decider).When(over).Then(Begun, note, new Assigned(null, "office", "outreach", At));
        Spec.Of(ConversationDecider.Decider, Begun, new Assigned("ben", "office", "ben", At)).When(over).Then(note);
        Spec.Of(ConversationDecider.Decider, Begun, note).When(over).ThenNothing();
        Spec.Of(ConversationDecider.Decider, Begun, new Erased(Citizen, At)).When(over).ThenRefused("citizen.erased");
    }
}
