using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.WhatsApp;

/// <summary>Carries out the orders to send a WhatsApp message.</summary>
internal sealed class WhatsAppSending(
    WhatsAppSender sender, IConfiguration configuration, IIntake intake, TimeProvider time, ILogger<SendHandler> log) : IHandle<SendMessage>
{
    private readonly SendHandler _loop = new(sender, WhatsAppOptions.LimitsOf(configuration), intake, time, log);

    public Task HandleAsync(SendMessage message, Delivery delivery, CancellationToken ct) => _loop.HandleAsync(message, delivery, ct);
}
