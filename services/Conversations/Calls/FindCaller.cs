using MassTransit;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>Finds who is calling for the voice channel, so that callers need not repeat what they chose in the menu last time.</summary>
internal sealed class FindCaller(CommandHandler handler, ContactPointIds ids, AddressOwner owners) : IRequestHandler<GetCaller, CallerFound>
{
    private static readonly CallerFound Nobody = new(false, null, null, null);

    public static void Consume(IBusRegistrationConfigurator bus) => bus.AddRequestHandler<GetCaller, CallerFound, FindCaller>("conversations.get-caller");

    public async Task<CallerFound> HandleAsync(GetCaller request, CancellationToken ct)
    {
        var contactPointId = await ids.IdOfAsync(request.Caller, ct);
        var contactPoint = (await handler.RecallAsync(ContactPointDecider.At(contactPointId), ct)).State;
        if ((contactPoint.CitizenId ?? await owners.FindByOtherFormAsync(request.Caller, ct)) is not { } citizenId)
            return Nobody;
        var citizen = (await handler.LoadAsync(CitizenDecider.At(citizenId), ct)).State;
        // Then the address is nobody's by now, or soon.
        if (citizen.IsErased)
            return Nobody;
        // Only what was chosen from this very address: somebody who knows another of the citizen's addresses learns nothing here.
        if (citizen.Joined.GetValueOrDefault(contactPointId) is not { Count: > 0 } joined)
            return new CallerFound(true, citizen.Language, null, null);
        var id = ConversationDecider.IdOf(citizenId, joined.Max());
        var conversation = (await handler.LoadAsync(ConversationDecider.At(id), ct)).State;
        return conversation is { Exists: true, IsClosed: false, LastChoice: { } choice }
            ? new CallerFound(true, citizen.Language, choice.Menu, choice.Node)
            : new CallerFound(true, citizen.Language, null, null);
    }
}
