using MassTransit;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.WebChat;

/// <summary>
/// Writes to a visitor. There is no provider that could refuse or be asked: a reply that is in the history has
/// arrived with us, open pages show it at once, and others when they come back. So an order may be carried out any number of times.
/// </summary>
internal sealed class SendToVisitor(IIntake intake, BusPublisher publisher, TimeProvider time) : IHandle<SendMessage>
{
    public static void Consume(IBusRegistrationConfigurator bus) => bus.AddQueue<SendMessage, SendToVisitor>("webchat.send-message", WebChatModule.ChannelName);

    public async Task HandleAsync(SendMessage message, Delivery delivery, CancellationToken ct)
    {
        var report = new DeliveryHeard(
            message.ConversationId, message.MessageId, WebChatModule.ChannelName, message.MessageId.ToString(), DeliveryState.Accepted, null, null,
            time.GetUtcNow());
        await intake.AcceptAsync([report], ct);
        var line = new ChatLine(
            message.MessageId, message.ConversationId, false, null, message.Text, message.WrittenAt, DeliveryState.Accepted)
        {
            Attachments = message.Attachments.Count > 0 ? message.Attachments : null,
            Choices = message.Details?.Choices,
        };
        await publisher.PublishAsync(new ChatLineReady(message.To, line), ct);
    }
}
