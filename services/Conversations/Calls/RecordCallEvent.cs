using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>
/// A call finds its citizen and its conversation with the first report that tells who is at the other end; all others follow it there.
/// Every step is an append of its own and safe to repeat.
/// </summary>
internal sealed class RecordCallEvent(CommandHandler handler, CitizenIdentification citizens, ContactPointIds ids, ConversationsOptions options)
    : IHandle<CallHeard>
{
    private readonly KeyedLock _turns = new();

    public async Task HandleAsync(CallHeard message, Delivery delivery, CancellationToken ct)
    {
        using var turn = await _turns.AcquireAsync(message.ProviderCallId, ct);
        var stream = CallLinkDecider.StreamOf(message.Provider, message.ProviderCallId);
        // A link never changes; where an old state has none, the append finds out.
        var known = (await handler.RecallAsync(CallLinkDecider.Decider, stream, ct)).State;
        if (known.Link is { } link)
        {
            await AppendAsync(message, link, ct);
            return;
        }

        CallLinkCommand.Link? place = null;
        if (message.Citizen is { } caller)
            await citizens.RetryAfterErasureAsync(WriterOf(message, caller), async () => place = await PlaceAsync(message, caller, ct), ct);
        if (place is null)
        {
            var keep = new CallLinkCommand.Keep(message.FactId, message.Fact, message.HeardAt);
            var kept = await handler.HandleAsync(CallLinkDecider.Decider, stream, keep, Because(message, "keep"), ct);
            // Linked between the look and the keeping: whoever comes second carries the report there.
            if (kept.State.Link is { } late)
                await AppendAsync(message, late, ct);
            return;
        }

        var linked = (await handler.HandleAsync(CallLinkDecider.Decider, stream, place, Because(message, "link"), ct)).State;
        await AppendAsync(message, linked.Link!, ct);
        foreach (var early in linked.Kept)
            await AppendAsync(message with { FactId = early.FactId, Fact = early.Fact, HeardAt = early.At }, linked.Link!, ct);
    }

    private static Sender WriterOf(CallHeard message, ContactPoint citizen) =>
        new(CallHeard.IdOf(message.Provider, message.ProviderCallId), citizen, [], message.HeardAt);

    private async Task<CallLinkCommand.Link?> PlaceAsync(CallHeard message, ContactPoint citizen, CancellationToken ct)
    {
        if (message.ConversationId is { } named && await LoadAsync(named, ct) is { Exists: true } conversation)
        {
            return new CallLinkCommand.Link(
                message.Provider, message.ProviderCallId, conversation.CitizenId, conversation.Ordinal, await ids.IdOfAsync(citizen, ct), citizen,
                message.HeardAt);
        }

        var arrival = AsArrival(message, citizen);
        if (await citizens.FindOrRegisterAsync(WriterOf(message, citizen), ct) is not var (contactPointId, citizenId, state))
            return null;
        var ordinal = await OrdinalAsync(arrival, contactPointId, citizenId, state, ct);
        return new CallLinkCommand.Link(
            message.Provider, message.ProviderCallId, citizenId, ordinal, contactPointId, citizen, message.HeardAt);
    }

    /// <summary>The open conversation that a message from there would join, or the next one.</summary>
    private async Task<int> OrdinalAsync(MessageHeard arrival, Guid contactPointId, Guid citizenId, CitizenState citizen, CancellationToken ct)
    {
        foreach (var ordinal in ConversationChoice.Candidates(citizen, contactPointId))
        {
            var conversation = await LoadAsync(ConversationDecider.IdOf(citizenId, ordinal), ct);
            if (ConversationChoice.Joins(conversation, contactPointId, arrival, options.JoinWindow))
                return ordinal;
        }

        // The citizen's record may be behind its conversations by a crash: those are passed.
        var next = citizen.LatestOrdinal + 1;
        while (await LoadAsync(ConversationDecider.IdOf(citizenId, next), ct) is { Exists: true } there)
        {
            if (there.IsErased)
                throw new CitizenErasedException();
            if (ConversationChoice.Joins(there, contactPointId, arrival, options.JoinWindow))
                return next;
            next++;
        }

        return next;
    }

    private async Task AppendAsync(CallHeard message, CallEvent.Linked link, CancellationToken ct)
    {
        var id = ConversationDecider.IdOf(link.CitizenId, link.Ordinal);
        var command = new ConversationCommand.RecordCallEvent(
            link.CitizenId, link.Ordinal, link.ContactPointId, link.ContactPoint, message.Ours ?? "", message.Provider, message.ProviderCallId,
            message.Direction, message.FactId, message.Fact, message.HeardAt);
        await handler.HandleAsync(ConversationDecider.Decider, ConversationDecider.StreamOf(id), command, Because(message, $"call-{message.Id}"), ct);
        var citizen = (await handler.RecallAsync(CitizenDecider.Decider, CitizenDecider.StreamOf(link.CitizenId), ct)).State;
        if (citizen.Joined.GetValueOrDefault(link.ContactPointId)?.Contains(link.Ordinal) == true)
            return;
        await handler.HandleAsync(
            CitizenDecider.Decider, CitizenDecider.StreamOf(link.CitizenId),
            new CitizenCommand.JoinConversation(link.Ordinal, id, link.ContactPointId, message.HeardAt), Because(message, $"join-{link.Ordinal}"), ct);
    }

    private async Task<ConversationState> LoadAsync(Guid id, CancellationToken ct) =>
        (await handler.LoadAsync(ConversationDecider.Decider, ConversationDecider.StreamOf(id), ct)).State;

    /// <summary>To the rules about whose an address is and where it belongs a call is a message without words.</summary>
    private static MessageHeard AsArrival(CallHeard message, ContactPoint citizen) => new(
        CallHeard.IdOf(message.Provider, message.ProviderCallId), "voice", message.Provider, message.ProviderCallId, citizen, message.Ours ?? "", "",
        [], null, null, message.HeardAt, [], null);

    private static CommandContext Because(CallHeard message, string what) => new(
        DerivedId.From(what, message.Provider, message.ProviderCallId, message.FactId), CallHeard.IdOf(message.Provider, message.ProviderCallId),
        message.Id, $"channel:{message.Provider}", message.HeardAt);
}
