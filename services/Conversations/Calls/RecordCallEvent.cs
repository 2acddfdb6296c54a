using MassTransit;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>
/// A call finds its citizen and its conversation with the first report that says who is at the other end; all others follow it there.
/// Every step is an append of its own and safe to repeat.
/// </summary>
internal sealed class RecordCallEvent(
    CommandHandler handler, CitizenIdentification citizens, ConversationPlacement placement, ContactPointIds ids, ConversationsOptions options)
    : IHandle<CallHeard>
{
    private readonly KeyedLock _lock = new();

    public static void Consume(IBusRegistrationConfigurator bus) => bus.AddQueue<CallHeard, RecordCallEvent>("conversations.call-heard");

    public async Task HandleAsync(CallHeard message, Delivery delivery, CancellationToken ct)
    {
        using var held = await _lock.AcquireAsync(message.ProviderCallId, ct);
        var call = CallLinkDecider.At(message.Provider, message.ProviderCallId);
        // A link never changes; where an old state has none, the append finds out.
        var known = (await handler.RecallAsync(call, ct)).State;
        if (known.Link is { } link)
        {
            await AppendAsync(message, link, ct);
            return;
        }

        CallLinkCommand.Link? place = null;
        if (message.Citizen is { } caller)
            await citizens.RetryAfterErasureAsync(SenderOf(message, caller), async () => place = await PlaceAsync(message, caller, ct), ct);
        if (place is null)
        {
            var keep = new CallLinkCommand.Keep(message.FactId, message.Fact, message.HeardAt);
            var kept = await handler.HandleAsync(call, keep, Because(message, "keep"), ct);
            // Linked between the look-up and the keeping: the second of the two carries the report there.
            if (kept.State.Link is { } late)
                await AppendAsync(message, late, ct);
            return;
        }

        var linked = (await handler.HandleAsync(call, place, Because(message, "link"), ct)).State;
        await AppendAsync(message, linked.Link!, ct);
        foreach (var early in linked.Kept)
            await AppendAsync(message with { FactId = early.FactId, Fact = early.Fact, HeardAt = early.At }, linked.Link!, ct);
    }

    private static Sender SenderOf(CallHeard message, ContactPoint citizen) =>
        new(CallHeard.IdOf(message.Provider, message.ProviderCallId), citizen, [], message.HeardAt);

    private async Task<CallLinkCommand.Link?> PlaceAsync(CallHeard message, ContactPoint citizen, CancellationToken ct)
    {
        if (message.ConversationId is { } named && await LoadAsync(named, ct) is { Exists: true } conversation)
        {
            return new CallLinkCommand.Link(
                message.Provider, message.ProviderCallId, conversation.CitizenId, conversation.Ordinal, await ids.IdOfAsync(citizen, ct), citizen,
                message.HeardAt);
        }

        if (await citizens.FindOrRegisterAsync(SenderOf(message, citizen), ct) is not var (contactPointId, citizenId, state))
            return null;
        var ordinal = await OrdinalAsync(message, contactPointId, citizenId, state, ct);
        return new CallLinkCommand.Link(
            message.Provider, message.ProviderCallId, citizenId, ordinal, contactPointId, citizen, message.HeardAt);
    }

    /// <summary>The open conversation that a message from there would join, or the next one.</summary>
    private Task<int> OrdinalAsync(CallHeard message, Guid contactPointId, Guid citizenId, CitizenState citizen, CancellationToken ct)
    {
        var arrival = new Arrival(contactPointId, message.HeardAt);
        return placement.PlaceAsync(citizenId, citizen, arrival, TakesAsync, ct);

        async Task<bool> TakesAsync(int ordinal)
        {
            var conversation = await LoadAsync(ConversationDecider.IdOf(citizenId, ordinal), ct);
            if (conversation.IsErased)
                throw new CitizenErasedException();
            return !conversation.Exists || ConversationPlacement.Joins(conversation, arrival, options.JoinWindow);
        }
    }

    private async Task AppendAsync(CallHeard message, CallEvent.Linked link, CancellationToken ct)
    {
        var id = ConversationDecider.IdOf(link.CitizenId, link.Ordinal);
        var command = new ConversationCommand.RecordCallEvent(
            link.CitizenId, link.Ordinal, link.ContactPointId, link.ContactPoint, message.Ours ?? "", message.Provider, message.ProviderCallId,
            message.Direction, message.FactId, message.Fact, message.HeardAt);
        await handler.HandleAsync(ConversationDecider.At(id), command, Because(message, $"call-{message.Id}"), ct);
        var citizen = (await handler.RecallAsync(CitizenDecider.At(link.CitizenId), ct)).State;
        if (citizen.Joined.GetValueOrDefault(link.ContactPointId)?.Contains(link.Ordinal) == true)
            return;
        await handler.HandleAsync(
            CitizenDecider.At(link.CitizenId),
            new CitizenCommand.JoinConversation(link.Ordinal, id, link.ContactPointId, message.HeardAt), Because(message, $"join-{link.Ordinal}"), ct);
    }

    private async Task<ConversationState> LoadAsync(Guid id, CancellationToken ct) =>
        (await handler.LoadAsync(ConversationDecider.At(id), ct)).State;

    private static CommandContext Because(CallHeard message, string what) => new(
        DerivedId.From(what, message.Provider, message.ProviderCallId, message.FactId), CallHeard.IdOf(message.Provider, message.ProviderCallId),
        message.Id, $"channel:{message.Provider}", message.HeardAt);
}
