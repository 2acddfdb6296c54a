using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Sms;

/// <summary>Carries out the orders to send a text message, over the providers in use.</summary>
internal sealed class SmsSending(SmsFailover routes, IIntake intake, TimeProvider time, ILogger<SendHandler> log) : IHandle<SendMessage>
{
    private readonly SendHandler _loop = new(routes.Providers, intake, time, log);

    public Task HandleAsync(SendMessage message, Delivery delivery, CancellationToken ct) => _loop.HandleAsync(message, delivery, ct);
}

/// <summary>
/// The ways out: each provider with its limits (its own section), its numbers (<c>From</c> and <c>Numbers</c>) and its <c>Share</c>; and which
/// of them are in use at the moment (section <c>Sms:Switching</c>).
/// </summary>
internal sealed class SmsFailover
{
    public SmsFailover(
        EnabledProviders names, IEnumerable<IMessageSender> senders, IConfiguration configuration, AttachmentLinks links, IIntake intake, TimeProvider time,
        TwilioSmsOptions twilio, KannelOptions kannel, VonageOptions vonage)
    {
        var providers = names.Names.Select(name => ProviderOf(name)).ToList();
        Choice = new ProviderHealth(
            [.. providers.Select(provider => (provider.Name, provider.Share))], FailoverOptions.Read(configuration.GetSection("Sms:Switching")));
        Providers = new ProviderFailover(providers, Choice, links, intake, time);

        ResilientSender ProviderOf(string name)
        {
            var section = configuration.GetSection($"Sms:{char.ToUpperInvariant(name[0])}{name[1..]}");
            var from = name switch
            {
                KannelMessageReader.ProviderName => kannel.From,
                VonageMessageReader.ProviderName => vonage.From,
                _ => twilio.From,
            };
            return new ResilientSender(
                senders.First(sender => sender.Channel == SmsModule.ChannelName && sender.Provider == name), SendLimits.Read(section), time)
            {
                Numbers = [from, .. section.GetSection("Numbers").Get<string[]>() ?? []],
                Share = section.GetValue("Share", 0),
            };
        }
    }

    public ProviderHealth Choice { get; }

    public ProviderFailover Providers { get; }
}
