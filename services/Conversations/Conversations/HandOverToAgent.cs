using MassTransit;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>A program hands a citizen over to people: a note in the conversation that goes on, and a queue.</summary>
internal sealed class HandOverToAgent(CommandHandler handler, ConversationPlacement placement) : IRequestHandler<HandOver, HandedOver>
{
    public static void Consume(IBusRegistrationConfigurator bus) => bus.AddRequestHandler<HandOver, HandedOver, HandOverToAgent>("conversations.hand-over");

    public async Task<HandedOver> HandleAsync(HandOver request, CancellationToken ct)
    {
        var citizen = (await handler.LoadAsync(CitizenDecider.At(request.CitizenId), ct)).State;
        if (!citizen.Exists || citizen.IsErased)
            return new HandedOver((Guid?)null);
        var context = CommandContext.First(request.HandOverId, request.Author, request.At);
        var channel = citizen.Channels.Concat(citizen.ContactPoints.Values.Select(one => ContactPoint.ChannelOf(one.ContactPoint.Kind)));
        var (ordinal, handled) = await placement.HandleAsync(
            request.CitizenId, citizen, new Arrival(null, request.At),
            ordinal => new ConversationCommand.HandOver(
                request.HandOverId, request.CitizenId, ordinal, channel.FirstOrDefault() ?? "email", request.Queue, request.Note, request.Author, request.At),
            context, ct);
        if (handled.Refusal is not null)
            return new HandedOver((Guid?)null);
        var conversationId = ConversationDecider.IdOf(request.CitizenId, ordinal);
        if (ordinal > citizen.LatestOrdinal && citizen.ContactPoints.Keys.Order().FirstOrDefault() is var own && own != Guid.Empty)
        {
            await handler.HandleAsync(
                CitizenDecider.At(request.CitizenId),
                new CitizenCommand.JoinConversation(ordinal, conversationId, own, request.At),
                context with { CommandId = DerivedId.From("join", request.HandOverId.ToString()), CausationId = request.HandOverId }, ct);
        }

        return new HandedOver(conversationId);
    }
}
