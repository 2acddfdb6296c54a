using MassTransit;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>
/// A message finds its citizen and its conversation: contact point → citizen → the open conversation, or a new one. Every step is an append
/// of its own and safe to repeat, so the next delivery completes what a crash cut off.
/// </summary>
internal sealed class ReceiveMessage(
    CommandHandler handler, CitizenIdentification citizens, OptOuts optOuts, ThreadMatching threads, ConversationPlacement placement) : IHandle<MessageHeard>
{
    private const int MaxName = 200;
    private readonly KeyedLock _lock = new();

    public static void Consume(IBusRegistrationConfigurator bus) => bus.AddPartitionedQueues<MessageHeard, ReceiveMessage>("conversations.message-heard");

    public async Task HandleAsync(MessageHeard message, Delivery delivery, CancellationToken ct)
    {
        // Messages of one contact point one after another: they would only meet as conflicts otherwise. And of one telephone, lest it becomes two citizens.
        using var held = await _lock.AcquireAsync(MobileForms.ShortestOf(message.From.Address), ct);
        var context = CommandContext.First(message.MessageId, $"channel:{message.Provider}", message.HeardAt);
        var writer = new Sender(message.MessageId, message.From, message.Proven, message.HeardAt);
        await citizens.RetryAfterErasureAsync(writer, () => ReceiveAsync(message, writer, context, ct), ct);
    }

    private async Task ReceiveAsync(MessageHeard message, Sender writer, CommandContext context, CancellationToken ct)
    {
        if (await citizens.FindOrRegisterAsync(writer, ct) is not var (contactPointId, citizenId, citizen))
            return;
        // Before anything else is recorded, and so before anything else can be sent because of it.
        if (OptOutKeywords.MeaningOf(message.Channel, message.Keyword, message.Text) is { } meaning and not "help")
            await optOuts.RecordAsync(message.From, meaning != "stop", message.Channel, "keyword", message.MessageId, Because(message, meaning), ct);
        if (await threads.FindAsync(message, contactPointId, ct) is { } thread
            && await TryAppendAsync(message, contactPointId, thread.CitizenId, thread.Ordinal, context, ct) is not null)
        {
            // Somebody who answers from another address takes part, without becoming the citizen whose conversation it is.
            if (thread.CitizenId == citizenId)
                await JoinAsync(message, contactPointId, citizenId, citizen, thread.Ordinal, ct);
        }
        else
        {
            var (ordinal, isThere) = await AppendAsync(message, contactPointId, citizenId, citizen, context, ct);
            if (isThere)
                await JoinAsync(message, contactPointId, citizenId, citizen, ordinal, ct);
            await ApplyKeptAsync(message, contactPointId, ConversationDecider.IdOf(citizenId, ordinal), ct);
        }

        await NameAsync(message, citizenId, citizen, ct);
    }

    /// <summary>Changes that came before the message; they may have been kept by another process, so nothing remembered will do.</summary>
    private async Task ApplyKeptAsync(MessageHeard message, Guid contactPointId, Guid conversationId, CancellationToken ct)
    {
        if (!ChannelTraits.Of(message.Channel).HasAmendments)
            return;
        var contactPoint = (await handler.LoadAsync(ContactPointDecider.At(contactPointId), ct)).State;
        foreach (var kept in contactPoint.Kept.Where(kept => kept.MessageId == message.MessageId))
        {
            await handler.HandleAsync(
                ConversationDecider.At(conversationId),
                new ConversationCommand.Amend(kept.AmendmentId, kept.MessageId, kept.Kind, contactPointId, kept.Text, kept.Emoji, kept.At),
                Because(message, $"amend-{kept.AmendmentId}"), ct);
        }
    }

    /// <summary>A citizen without a name goes by the one they use on the channel, until an agent knows better.</summary>
    private async Task NameAsync(MessageHeard message, Guid citizenId, CitizenState citizen, CancellationToken ct)
    {
        if (citizen.Name is not null || message.Details?.SenderName?.Trim() is not { Length: > 0 and <= MaxName } name)
            return;
        await handler.HandleAsync(
            CitizenDecider.At(citizenId),
            new CitizenCommand.ChangeProfile(name, citizen.Language, $"channel:{message.Provider}", message.HeardAt), Because(message, "name"), ct);
    }

    /// <returns>Also whether the message is there: false when another conversation has had it for long.</returns>
    private async Task<(int Ordinal, bool IsThere)> AppendAsync(
        MessageHeard message, Guid contactPointId, Guid citizenId, CitizenState citizen, CommandContext context, CancellationToken ct)
    {
        var arrival = new Arrival(contactPointId, message.HeardAt) { MessageId = message.MessageId, IsAutomatic = message.Details?.IsAutomatic == true };
        var isThere = false;
        var ordinal = await placement.PlaceAsync(citizenId, citizen, arrival, TryAsync, ct);
        return (ordinal, isThere);

        async Task<bool> TryAsync(int ordinal)
        {
            var appended = await TryAppendAsync(message, contactPointId, citizenId, ordinal, context, ct);
            isThere = appended == true;
            return appended is not null;
        }
    }

    /// <summary>Null when that conversation is closed; false when another conversation has had the message for long.</summary>
    private async Task<bool?> TryAppendAsync(
        MessageHeard message, Guid contactPointId, Guid citizenId, int ordinal, CommandContext context, CancellationToken ct)
    {
        var command = new ConversationCommand.Receive(
            citizenId, ordinal, message.MessageId, contactPointId, message.From, message.To, message.Channel, message.Provider,
            message.ProviderMessageId, message.Text, message.Attachments, message.Language, message.SentAt, message.HeardAt)
        {
            Details = message.Details,
        };
        var handled = await handler.HandleAsync(ConversationDecider.At(citizenId, ordinal), command, context, ct);
        if (handled.Refusal == Refusals.Erased)
            throw new CitizenErasedException();
        return handled.Refusal is not null ? null : handled.State.Received.Contains(message.MessageId);
    }

    private async Task JoinAsync(MessageHeard message, Guid contactPointId, Guid citizenId, CitizenState citizen, int ordinal, CancellationToken ct)
    {
        if (citizen.Joined.GetValueOrDefault(contactPointId)?.Contains(ordinal) == true)
            return;
        var join = new CitizenCommand.JoinConversation(ordinal, ConversationDecider.IdOf(citizenId, ordinal), contactPointId, message.HeardAt);
        await handler.HandleAsync(
            CitizenDecider.At(citizenId), join, Because(message, $"join-{ordinal}"), ct);
    }

    private static CommandContext Because(MessageHeard message, string what) => new(
        DerivedId.From(what, message.MessageId.ToString()), message.MessageId, message.MessageId, "conversations", message.HeardAt);
}
