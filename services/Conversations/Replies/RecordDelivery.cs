using MassTransit;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>A delivery report reaches its reply, whether it carries our id or only the provider's, before or after we have learnt the provider's.</summary>
internal sealed class RecordDelivery(CommandHandler handler) : IHandle<DeliveryHeard>
{
    public static void Consume(IBusRegistrationConfigurator bus) => bus.AddQueue<DeliveryHeard, RecordDelivery>("conversations.delivery-heard");

    public async Task HandleAsync(DeliveryHeard message, Delivery delivery, CancellationToken ct)
    {
        if (message is { ConversationId: { } conversationId, MessageId: { } messageId })
        {
            await ReportAsync(new DeliveryLink(conversationId, messageId), message, ct);
            // Any report that names both ids ties them: the answer to the send may have been lost.
            if (message.ProviderMessageId.Length > 0)
                await LinkAsync(conversationId, messageId, message, ct);
            return;
        }

        var keep = new DeliveryCommand.Keep(
            message.Provider, message.ProviderMessageId, message.State, message.Reason, message.ProviderCode, message.HeardAt);
        var kept = await HandleAsync(message, keep, "keep", ct);
        if (kept.State.Link is { } link)
            await ReportAsync(link, message, ct);
    }

    private async Task LinkAsync(Guid conversationId, Guid messageId, DeliveryHeard message, CancellationToken ct)
    {
        var link = new DeliveryCommand.Link(message.Provider, message.ProviderMessageId, conversationId, messageId, message.HeardAt);
        var linked = await HandleAsync(message, link, "link", ct);
        foreach (var early in linked.State.Kept)
        {
            await ReportAsync(
                new DeliveryLink(conversationId, messageId),
                message with { State = early.State, Reason = early.Reason, ProviderCode = early.ProviderCode },
                ct);
        }
    }

    private async Task ReportAsync(DeliveryLink link, DeliveryHeard message, CancellationToken ct)
    {
        // Before the report: nobody who sees it may still be able to write to this citizen.
        if (message.Reason == "recipient.opted-out")
            await OptOutAsync(link, message, ct);
        var report = new ConversationCommand.Report(
            link.MessageId, message.State, message.Provider, message.ProviderMessageId, message.Reason, message.ProviderCode, message.HeardAt);
        await handler.HandleAsync(
            ConversationDecider.At(link.ConversationId), report,
            Because(message, $"report-{link.MessageId}-{message.State}"), ct);
    }

    private async Task OptOutAsync(DeliveryLink link, DeliveryHeard message, CancellationToken ct)
    {
        var conversation = await handler.LoadAsync(ConversationDecider.At(link.ConversationId), ct);
        if (!conversation.State.Replies.TryGetValue(link.MessageId, out var reply))
            return;
        await handler.HandleAsync(
            ContactPointDecider.At(reply.ContactPointId),
            new ContactPointCommand.OptOut(reply.Channel, "provider", link.MessageId, message.HeardAt),
            Because(message, $"opt-out-{link.MessageId}"), ct);
    }

    private Task<Handled<DeliveryLinkState>> HandleAsync(DeliveryHeard message, DeliveryCommand command, string what, CancellationToken ct) =>
        handler.HandleAsync(
            DeliveryLinkDecider.At(message.Provider, message.ProviderMessageId), command, Because(message, what), ct);

    private static CommandContext Because(DeliveryHeard message, string what) => new(
        DerivedId.From(what, message.Id.ToString()), message.MessageId ?? message.Id, message.Id, $"channel:{message.Provider}",
        message.HeardAt);
}
