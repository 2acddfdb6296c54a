using Dapper;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;

namespace Omnichannel.Conversations;

/// <summary>
/// The conversation that a message says it belongs to. Our own token is trusted from anybody; what anybody can write into a header
/// is trusted only from somebody who takes part already. And before that: the one that has the message already, where the log cannot say.
/// </summary>
internal sealed class ThreadMatching(CommandHandler handler, IEventStore store, IReadModels readModels)
{
    private const int ReferencesLookedUp = 10;
    private bool _hasTable;

    /// <summary>Null when it names none that can take the message.</summary>
    public async Task<Found?> FindAsync(MessageHeard message, Guid contactPointId, CancellationToken ct)
    {
        if (!store.KnowsIdsAcrossStreams && await RecordedInAsync(message.MessageId, ct) is { Exists: true } recorded)
            return new Found(recorded.CitizenId, recorded.Ordinal);
        if (message.Thread is not { } thread)
            return null;
        if (thread.ConversationId is { } named && await LoadAsync(named, ct) is { Exists: true } conversation && Takes(conversation, message))
            return new Found(conversation.CitizenId, conversation.Ordinal);
        foreach (var reference in thread.References.Take(ReferencesLookedUp))
        {
            var link = (await handler.LoadAsync(DeliveryLinkDecider.At(message.Provider, reference), ct)).State.Link;
            if (link is not null
                && await LoadAsync(link.ConversationId, ct) is { Exists: true } referred
                && referred.Participants.ContainsKey(contactPointId)
                && Takes(referred, message))
                return new Found(referred.CitizenId, referred.Ordinal);
        }

        return null;
    }

    /// <summary>
    /// A message of long ago that comes again would be recorded in another conversation by a log that knows an id only within its stream. What
    /// came a moment ago, and is not in the read model yet, is in the latest conversation, which is looked at anyway.
    /// </summary>
    private async Task<ConversationState?> RecordedInAsync(Guid messageId, CancellationToken ct)
    {
        if (!_hasTable)
            await readModels.EnsureAsync([TrackingProjection.Messages], "", ct);
        _hasTable = true;
        await using var connection = await readModels.OpenAsync(ct);
        var id = await connection.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(
            "SELECT conversation_id FROM messages WHERE message_id = @id", new { id = messageId.ToString() }, cancellationToken: ct));
        return id is null ? null : await LoadAsync(Guid.Parse(id), ct);
    }

    private static bool Takes(ConversationState conversation, MessageHeard message) =>
        !conversation.IsErased && (!conversation.IsClosed || message.Details?.IsAutomatic == true || conversation.Received.Contains(message.MessageId));

    private async Task<ConversationState> LoadAsync(Guid id, CancellationToken ct) =>
        (await handler.LoadAsync(ConversationDecider.At(id), ct)).State;

    internal sealed record Found(Guid CitizenId, int Ordinal);
}
