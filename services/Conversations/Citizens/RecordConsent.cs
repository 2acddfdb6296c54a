using MassTransit;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>A provider, a complaint or a link says whether somebody wants to be written to on a channel.</summary>
internal sealed class RecordConsent(OptOuts optOuts) : IHandle<ConsentHeard>
{
    public static void Consume(IBusRegistrationConfigurator bus) => bus.AddQueue<ConsentHeard, RecordConsent>("conversations.consent-heard");

    public Task HandleAsync(ConsentHeard message, Delivery delivery, CancellationToken ct) => optOuts.RecordAsync(
        message.ContactPoint, message.Wanted, message.Channel, message.Source, null,
        CommandContext.First(message.Id, $"channel:{message.Provider}", message.HeardAt), ct);
}
