using Omnichannel.EventSourcing;

namespace Omnichannel.Conversations;

/// <summary>What is to be placed in one of a citizen's conversations.</summary>
/// <param name="ContactPointId">The address it comes from or goes to; null = none in particular.</param>
internal sealed record Arrival(Guid? ContactPointId, DateTimeOffset At)
{
    /// <summary>Of a message that may have been recorded before; null = none.</summary>
    public Guid? MessageId { get; init; }

    /// <summary>A machine wrote it, such as an absence note.</summary>
    public bool IsAutomatic { get; init; }
}

/// <summary>
/// Which of a citizen's conversations something belongs to: the one that goes on, else the next one. The one rule for messages, calls and
/// what we begin ourselves.
/// </summary>
internal sealed class ConversationPlacement(CommandHandler handler, ConversationsOptions options)
{
    private const int MaxConversationsTried = 50;

    /// <summary>The conversations worth looking at: the contact point's own latest, then the citizen's latest.</summary>
    public static IEnumerable<int> Candidates(CitizenState citizen, Guid? contactPointId)
    {
        var own = contactPointId is { } id ? citizen.Joined.GetValueOrDefault(id)?.Max() ?? 0 : 0;
        if (own > 0)
            yield return own;
        if (citizen.LatestOrdinal > 0 && citizen.LatestOrdinal != own)
            yield return citizen.LatestOrdinal;
    }

    /// <summary>
    /// An open conversation of the contact point itself always goes on; one of another contact point of the same citizen within the window.
    /// What a machine wrote stays where its sender was last seen, also when that is closed: it is no reason to open another. A message that
    /// is there already stays there.
    /// </summary>
    public static bool Joins(ConversationState conversation, Arrival arrival, TimeSpan window) =>
        conversation is { Exists: true, IsErased: false }
        && ((arrival.MessageId is { } id && conversation.Received.Contains(id))
            || ((!conversation.IsClosed || arrival.IsAutomatic)
                && (arrival.ContactPointId is not { } contactPoint || conversation.Participants.ContainsKey(contactPoint)
                    || (arrival.At - conversation.LastActivityAt).Duration() <= window)));

    /// <summary>Tries the conversations that it may belong to, then the next ones, until one takes it.</summary>
    /// <param name="tryAsync">By the conversation's number: false when that conversation does not take it, so that the next is tried.</param>
    /// <returns>The number of the conversation that took it.</returns>
    public async Task<int> PlaceAsync(Guid citizenId, CitizenState citizen, Arrival arrival, Func<int, Task<bool>> tryAsync, CancellationToken ct)
    {
        foreach (var ordinal in Candidates(citizen, arrival.ContactPointId))
        {
            // A remembered state will do: what is tried finds out on the log itself.
            var conversation = (await handler.RecallAsync(ConversationDecider.At(citizenId, ordinal), ct)).State;
            if (Joins(conversation, arrival, options.JoinWindow) && await tryAsync(ordinal))
                return ordinal;
        }

        // A crash may have left the citizen's record behind the conversations: one that is at the next number already is joined or passed.
        for (var ordinal = citizen.LatestOrdinal + 1; ordinal <= citizen.LatestOrdinal + MaxConversationsTried; ordinal++)
        {
            if (await tryAsync(ordinal))
                return ordinal;
        }

        throw new InvalidOperationException("No conversation of this citizen takes it.");
    }

    /// <summary>As <see cref="PlaceAsync"/>, for a command that an open conversation takes or refuses.</summary>
    /// <param name="command">By the conversation's number.</param>
    /// <returns>What became of the command there; every refusal but that the conversation is closed ends the search.</returns>
    public async Task<(int Ordinal, Handled<ConversationState> Handled)> HandleAsync(
        Guid citizenId, CitizenState citizen, Arrival arrival, Func<int, ConversationCommand> command, CommandContext context, CancellationToken ct)
    {
        Handled<ConversationState>? handled = null;
        var place = await PlaceAsync(citizenId, citizen, arrival, TryAsync, ct);
        return (place, handled!);

        async Task<bool> TryAsync(int ordinal)
        {
            handled = await handler.HandleAsync(ConversationDecider.At(citizenId, ordinal), command(ordinal), context, ct);
            return handled.Refusal != Refusals.Closed;
        }
    }
}
