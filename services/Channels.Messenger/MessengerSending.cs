using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Messenger;

/// <summary>Carries out the orders to send a Messenger message.</summary>
internal sealed class MessengerSending(
    MessengerSender sender, IConfiguration configuration, IAcceptance acceptance, TimeProvider time, ILogger<SendLoop> log) : IHandle<SendMessage>
{
    private readonly SendLoop _loop = new(sender, SendLimits.Read(configuration.GetSection(MessengerOptions.Section)), acceptance, time, log);

    public Task HandleAsync(SendMessage message, Delivery delivery, CancellationToken ct) => _loop.HandleAsync(message, delivery, ct);
}
