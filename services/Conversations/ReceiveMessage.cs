using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>
/// A message finds its citizen and its conversation: contact point → citizen → the open conversation, or a new one. Every step is an append
/// of its own and safe to repeat, so a crash in between is mended by the next delivery.
/// </summary>
internal sealed class ReceiveMessage(
    CommandHandler handler, CitizenOfContactPoint citizens, ConversationsOptions options) : IHandle<MessageHeard>
{
    private const int MaxConversationsTried = 50;
    private readonly KeyedTurns _turns = new();

    public async Task HandleAsync(MessageHeard message, Delivery delivery, CancellationToken ct)
    {
        // Messages of one contact point one after another: they would only meet as conflicts otherwise.
        using var turn = await _turns.TakeAsync(message.From.Address, ct);
        var context = CommandContext.First(message.MessageId, $"channel:{message.Provider}", message.HeardAt);
        var (contactPointId, citizenId, citizen) = await citizens.FindOrRegisterAsync(message, ct);
        // Before anything else is recorded, and so before anything else can be sent because of it.
        if (OptOutWords.MeaningOf(message.Channel, message.Keyword, message.Text) is { } meaning and not "help")
            await RecordConsentAsync(message, meaning, contactPointId, ct);
        var (ordinal, joined) = await AppendAsync(message, contactPointId, citizenId, citizen, context, ct);
        if (joined)
            await JoinAsync(message, contactPointId, citizenId, citizen, ordinal, ct);
    }

    private async Task<(int Ordinal, bool Joined)> AppendAsync(
        MessageHeard message, Guid contactPointId, Guid citizenId, CitizenState citizen, CommandContext context, CancellationToken ct)
    {
        foreach (var ordinal in ConversationChoice.Candidates(citizen, contactPointId))
        {
            var stream = ConversationDecider.StreamOf(ConversationDecider.IdOf(citizenId, ordinal));
            var conversation = (await handler.RecallAsync(ConversationDecider.Decider, stream, ct)).State;
            if (conversation.Received.Contains(message.MessageId))
                return (ordinal, true);
            if (ConversationChoice.Joins(conversation, contactPointId, message.HeardAt, options.JoinWindow)
                && await TryAppendAsync(message, contactPointId, citizenId, ordinal, context, ct) is { } joined)
                return (ordinal, joined);
        }

        // The citizen's record may be behind its conversations by a crash: whoever is at the next number already is joined or passed.
        for (var ordinal = citizen.LatestOrdinal + 1; ordinal <= citizen.LatestOrdinal + MaxConversationsTried; ordinal++)
        {
            if (await TryAppendAsync(message, contactPointId, citizenId, ordinal, context, ct) is { } joined)
                return (ordinal, joined);
        }

        throw new InvalidOperationException("No conversation of this citizen takes the message.");
    }

    /// <summary>Null when that conversation is closed; false when the message stands in another conversation since long ago.</summary>
    private async Task<bool?> TryAppendAsync(
        MessageHeard message, Guid contactPointId, Guid citizenId, int ordinal, CommandContext context, CancellationToken ct)
    {
        var command = new ConversationCommand.Receive(
            citizenId, ordinal, message.MessageId, contactPointId, message.From, message.To, message.Channel, message.Provider,
            message.ProviderMessageId, message.Text, message.Attachments, message.Language, message.SentAt, message.HeardAt);
        var stream = ConversationDecider.StreamOf(ConversationDecider.IdOf(citizenId, ordinal));
        var handled = await handler.HandleAsync(ConversationDecider.Decider, stream, command, context, ct);
        return handled.Refusal is not null ? null : handled.State.Received.Contains(message.MessageId);
    }

    private async Task JoinAsync(MessageHeard message, Guid contactPointId, Guid citizenId, CitizenState citizen, int ordinal, CancellationToken ct)
    {
        if (citizen.Joined.GetValueOrDefault(contactPointId)?.Contains(ordinal) == true)
            return;
        var join = new CitizenCommand.JoinConversation(ordinal, ConversationDecider.IdOf(citizenId, ordinal), contactPointId, message.HeardAt);
        await handler.HandleAsync(
            CitizenDecider.Decider, CitizenDecider.StreamOf(citizenId), join, Because(message, $"join-{ordinal}"), ct);
    }

    private Task RecordConsentAsync(MessageHeard message, string meaning, Guid contactPointId, CancellationToken ct)
    {
        ContactPointCommand command = meaning == "stop"
            ? new ContactPointCommand.OptOut(message.Channel, "keyword", message.MessageId, message.HeardAt)
            : new ContactPointCommand.OptIn(message.Channel, "keyword", message.MessageId, message.HeardAt);
        return handler.HandleAsync(
            ContactPointDecider.Decider, ContactPointDecider.StreamOf(contactPointId), command, Because(message, meaning), ct);
    }

    private static CommandContext Because(MessageHeard message, string what) => new(
        DerivedId.From(what, message.MessageId.ToString()), message.MessageId, message.MessageId, "conversations", message.HeardAt);
}
