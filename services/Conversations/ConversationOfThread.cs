using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;

namespace Omnichannel.Conversations;

/// <summary>
/// The conversation that a message says it belongs to. A token of ours is believed whoever brings it; what anybody can write into a header
/// is believed only of somebody who takes part already.
/// </summary>
internal sealed class ConversationOfThread(CommandHandler handler)
{
    private const int ReferencesLookedUp = 10;

    /// <summary>Null when it names none that can take the message.</summary>
    public async Task<Found?> FindAsync(MessageHeard message, Guid contactPointId, CancellationToken ct)
    {
        if (message.Thread is not { } thread)
            return null;
        if (thread.ConversationId is { } named && await LoadAsync(named, ct) is { Exists: true } conversation && Takes(conversation, message))
            return new Found(conversation.CitizenId, conversation.Ordinal);
        foreach (var reference in thread.References.Take(ReferencesLookedUp))
        {
            var link = (await handler.LoadAsync(DeliveryDecider.Decider, DeliveryDecider.StreamOf(message.Provider, reference), ct)).State.Link;
            if (link is not null
                && await LoadAsync(link.ConversationId, ct) is { Exists: true } referred
                && referred.Participants.ContainsKey(contactPointId)
                && Takes(referred, message))
                return new Found(referred.CitizenId, referred.Ordinal);
        }

        return null;
    }

    private static bool Takes(ConversationState conversation, MessageHeard message) =>
        !conversation.IsClosed || message.Details?.IsAutomatic == true || conversation.Received.Contains(message.MessageId);

    private async Task<ConversationState> LoadAsync(Guid id, CancellationToken ct) =>
        (await handler.LoadAsync(ConversationDecider.Decider, ConversationDecider.StreamOf(id), ct)).State;

    internal sealed record Found(Guid CitizenId, int Ordinal);
}
