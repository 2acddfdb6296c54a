using Omnichannel.EventSourcing;

namespace Omnichannel.Conversations;

/// <summary>Where something belongs that we begin: the conversation that goes on with the citizen, else a new one.</summary>
internal sealed class OngoingConversation(CommandHandler handler, ConversationsOptions options)
{
    private const int MaxConversationsTried = 50;

    /// <summary>Carries out a command on the first conversation that takes it.</summary>
    /// <param name="contactPointId">Who is written to; null = nobody in particular.</param>
    /// <param name="command">By the conversation's number.</param>
    /// <returns>The conversation's number, and what became of the command there; a refusal other than that it is closed is told as it is.</returns>
    public async Task<(int Ordinal, Handled<ConversationState> Handled)> HandleAsync(
        Guid citizenId, CitizenState citizen, Guid? contactPointId, Func<int, ConversationCommand> command, CommandContext context, CancellationToken ct)
    {
        foreach (var ordinal in Candidates(citizen, contactPointId))
        {
            var conversation = (await handler.LoadAsync(ConversationDecider.Decider, StreamOf(citizenId, ordinal), ct)).State;
            var goesOn = conversation is { Exists: true, IsErased: false, IsClosed: false }
                && (contactPointId is null || conversation.Participants.ContainsKey(contactPointId.Value)
                    || (context.At - conversation.LastActivityAt).Duration() <= options.JoinWindow);
            if (goesOn && await TryAsync(ordinal) is { } handled)
                return (ordinal, handled);
        }

        // The citizen's record may be behind its conversations by a crash: whoever is at the next number already is joined or passed.
        for (var ordinal = citizen.LatestOrdinal + 1; ordinal <= citizen.LatestOrdinal + MaxConversationsTried; ordinal++)
        {
            if (await TryAsync(ordinal) is { } handled)
                return (ordinal, handled);
        }

        throw new InvalidOperationException("No conversation of this citizen takes it.");

        async Task<Handled<ConversationState>?> TryAsync(int ordinal)
        {
            var handled = await handler.HandleAsync(ConversationDecider.Decider, StreamOf(citizenId, ordinal), command(ordinal), context, ct);
            return handled.Refusal == Refusals.Closed ? null : handled;
        }
    }

    /// <summary>When the citizen was last heard at an address on a channel, in the latest conversation that it took part in; null = never.</summary>
    public async Task<ConversationState.ChannelContact?> ContactAsync(Guid citizenId, CitizenState citizen, Guid contactPointId, string channel, CancellationToken ct)
    {
        if (citizen.Joined.GetValueOrDefault(contactPointId) is not { Count: > 0 } joined)
            return null;
        var conversation = (await handler.LoadAsync(ConversationDecider.Decider, StreamOf(citizenId, joined.Max()), ct)).State;
        return conversation.Participants.GetValueOrDefault(contactPointId)?.Channels.GetValueOrDefault(channel);
    }

    private static IEnumerable<int> Candidates(CitizenState citizen, Guid? contactPointId) => contactPointId is { } id
        ? ConversationChoice.Candidates(citizen, id)
        : citizen.LatestOrdinal > 0 ? [citizen.LatestOrdinal] : [];

    private static StreamName StreamOf(Guid citizenId, int ordinal) => ConversationDecider.StreamOf(ConversationDecider.IdOf(citizenId, ordinal));
}
