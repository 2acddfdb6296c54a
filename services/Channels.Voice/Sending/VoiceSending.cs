using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Voice;

/// <summary>Carries out the orders to call somebody.</summary>
internal sealed class VoiceSending(
    TwilioCallSender sender, IConfiguration configuration, IAcceptance acceptance, TimeProvider time, ILogger<SendLoop> log) : IHandle<SendMessage>
{
    private readonly SendLoop _loop = new(sender, SendLimits.Read(configuration.GetSection("Voice:Twilio")), acceptance, time, log);

    public Task HandleAsync(SendMessage message, Delivery delivery, CancellationToken ct) => _loop.HandleAsync(message, delivery, ct);
}
