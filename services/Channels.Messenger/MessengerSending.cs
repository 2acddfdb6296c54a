using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Messenger;

/// <summary>Carries out the orders to send a Messenger message.</summary>
internal sealed class MessengerSending(
    MessengerSender sender, IConfiguration configuration, IIntake intake, TimeProvider time, ILogger<SendHandler> log) : IHandle<SendMessage>
{
    private readonly SendHandler _loop = new(sender, SendLimits.Read(configuration.GetSection(MessengerOptions.Section)), intake, time, log);

    public Task HandleAsync(SendMessage message, Delivery delivery, CancellationToken ct) => _loop.HandleAsync(message, delivery, ct);
}
