using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>
/// A program writes first. Whether it should is its own matter; whether it may at this address, now, is judged here, where that is known
/// best: nobody erased or opted out is written to, and a channel's window holds.
/// </summary>
internal sealed class SendProactiveMessage(CommandHandler handler, OngoingConversation ongoing) : IRequestHandler<WriteMessage, MessageWritten>
{
    public async Task<MessageWritten> HandleAsync(WriteMessage question, CancellationToken ct)
    {
        var citizen = (await handler.LoadAsync(CitizenDecider.Decider, CitizenDecider.StreamOf(question.CitizenId), ct)).State;
        if (!citizen.Exists || citizen.IsErased)
            return Refused(citizen.IsErased ? Refusals.Erased : Refusals.NoCitizen);
        if (!citizen.ContactPoints.ContainsKey(question.ContactPointId) || !ChannelTraits.Of(question.Channel).CanSend)
            return Refused(Refusals.NoContactPoint);
        var contactPoint = (await handler.LoadAsync(ContactPointDecider.Decider, ContactPointDecider.StreamOf(question.ContactPointId), ct)).State;
        if (contactPoint.OptedOut.Contains(question.Channel))
            return Refused(Refusals.OptedOut);
        var contact = await ongoing.ContactAsync(question.CitizenId, citizen, question.ContactPointId, question.Channel, ct);
        var traits = ChannelTraits.Of(question.Channel);
        var details = question.Details ?? new ReplyDetails();
        if (traits.SessionWindow is { } window && !(question.At - contact?.HeardAt <= window))
        {
            if (details.Template is null || !traits.HasTemplates)
                return Refused(Refusals.WindowClosed(traits, window));
            // A template carries its own buttons.
            details = details with { Choices = null };
        }
        else
        {
            details = details with { Template = null };
        }

        var reply = new ConversationCommand.Reply(
            question.MessageId, question.ContactPointId, question.To, contact?.OurAddress, question.Channel, question.Text, [], question.Author, question.At)
        {
            Details = details,
        };
        var context = CommandContext.First(question.MessageId, question.Author, question.At);
        var (ordinal, handled) = await ongoing.HandleAsync(
            question.CitizenId, citizen, question.ContactPointId, ordinal => new ConversationCommand.Write(ordinal, question.CitizenId, reply), context, ct);
        if (handled.Refusal is { } refusal)
            return Refused(refusal);
        var conversationId = ConversationDecider.IdOf(question.CitizenId, ordinal);
        await handler.HandleAsync(
            CitizenDecider.Decider, CitizenDecider.StreamOf(question.CitizenId),
            new CitizenCommand.JoinConversation(ordinal, conversationId, question.ContactPointId, question.At),
            context with { CommandId = DerivedId.From("join", question.MessageId.ToString()), CausationId = question.MessageId }, ct);
        return new MessageWritten(conversationId, null, null);
    }

    private static MessageWritten Refused(Refusal refusal) => new(null, refusal.Code, refusal.Sentence);
}
