using Omnichannel.EventSourcing;

namespace Omnichannel.Conversations;

/// <summary>How a citizen's address last wrote on a channel, in whichever conversation: session windows count from it.</summary>
internal sealed class LastContact(CommandHandler handler)
{
    /// <summary>Conversations that we began have no contact in them yet, so the latest one may not have it.</summary>
    private const int ConversationsLookedAt = 10;

    /// <returns>Null = never, as far as the latest conversations show.</returns>
    public async Task<ConversationState.ChannelContact?> FindAsync(Guid citizenId, Guid contactPointId, string channel, CancellationToken ct)
    {
        var citizen = (await handler.LoadAsync(CitizenDecider.At(citizenId), ct)).State;
        foreach (var ordinal in (citizen.Joined.GetValueOrDefault(contactPointId) ?? []).OrderDescending().Take(ConversationsLookedAt))
        {
            var conversation = (await handler.LoadAsync(ConversationDecider.At(citizenId, ordinal), ct)).State;
            if (conversation.Participants.GetValueOrDefault(contactPointId)?.Channels.GetValueOrDefault(channel) is { } contact)
                return contact;
        }

        return null;
    }
}
