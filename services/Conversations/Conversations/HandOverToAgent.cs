using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>A program hands a citizen over to people: a note in the conversation that goes on, and a queue.</summary>
internal sealed class HandOverToAgent(CommandHandler handler, OngoingConversation ongoing) : IRequestHandler<HandOver, HandedOver>
{
    public async Task<HandedOver> HandleAsync(HandOver question, CancellationToken ct)
    {
        var citizen = (await handler.LoadAsync(CitizenDecider.Decider, CitizenDecider.StreamOf(question.CitizenId), ct)).State;
        if (!citizen.Exists || citizen.IsErased)
            return new HandedOver((Guid?)null);
        var context = CommandContext.First(question.HandOverId, question.Author, question.At);
        var channel = citizen.Channels.Concat(citizen.ContactPoints.Values.Select(one => one.ContactPoint.Kind == ContactPoint.Phone ? "sms" : one.ContactPoint.Kind));
        var (ordinal, handled) = await ongoing.HandleAsync(
            question.CitizenId, citizen, null,
            ordinal => new ConversationCommand.HandOver(
                question.HandOverId, question.CitizenId, ordinal, channel.FirstOrDefault() ?? "email", question.Queue, question.Note, question.Author, question.At),
            context, ct);
        if (handled.Refusal is not null)
            return new HandedOver((Guid?)null);
        var conversationId = ConversationDecider.IdOf(question.CitizenId, ordinal);
        if (ordinal > citizen.LatestOrdinal && citizen.ContactPoints.Keys.Order().FirstOrDefault() is var own && own != Guid.Empty)
        {
            await handler.HandleAsync(
                CitizenDecider.Decider, CitizenDecider.StreamOf(question.CitizenId),
                new CitizenCommand.JoinConversation(ordinal, conversationId, own, question.At),
                context with { CommandId = DerivedId.From("join", question.HandOverId.ToString()), CausationId = question.HandOverId }, ct);
        }

        return new HandedOver(conversationId);
    }
}
