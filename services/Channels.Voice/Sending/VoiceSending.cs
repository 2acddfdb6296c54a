using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Voice;

/// <summary>Carries out the orders to call somebody.</summary>
internal sealed class VoiceSending(
    TwilioCallSender sender, IConfiguration configuration, IIntake intake, TimeProvider time, ILogger<SendHandler> log) : IHandle<SendMessage>
{
    private readonly SendHandler _loop = new(sender, SendLimits.Read(configuration.GetSection("Voice:Twilio")), intake, time, log);

    public Task HandleAsync(SendMessage message, Delivery delivery, CancellationToken ct) => _loop.HandleAsync(message, delivery, ct);
}
