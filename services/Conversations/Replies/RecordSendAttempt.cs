using MassTransit;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>A provider is about to be given a reply: after a crash it is on record which provider may have it.</summary>
internal sealed class RecordSendAttempt(CommandHandler handler) : IHandle<AttemptHeard>
{
    public static void Consume(IBusRegistrationConfigurator bus) => bus.AddQueue<AttemptHeard, RecordSendAttempt>("conversations.attempt-heard");

    public Task HandleAsync(AttemptHeard message, Delivery delivery, CancellationToken ct) => handler.HandleAsync(
        ConversationDecider.At(message.ConversationId),
        new ConversationCommand.RecordSendAttempt(message.MessageId, message.Provider, message.IsOver, message.HeardAt),
        new CommandContext(message.Id, message.MessageId, message.MessageId, $"channel:{message.Provider}", message.HeardAt), ct);
}
