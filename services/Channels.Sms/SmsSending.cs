using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Sms;

/// <summary>Carries out the orders to send a text message, over the providers in use.</summary>
internal sealed class SmsSending(SmsRoutes routes, IAcceptance acceptance, TimeProvider time, ILogger<SendLoop> log) : IHandle<SendMessage>
{
    private readonly SendLoop _loop = new(routes.Providers, acceptance, time, log);

    public Task HandleAsync(SendMessage message, Delivery delivery, CancellationToken ct) => _loop.HandleAsync(message, delivery, ct);
}

/// <summary>
/// The ways out: each provider with its limits (its own section), its numbers (<c>From</c> and <c>Numbers</c>) and its <c>Share</c>; and which
/// of them are in use at the moment (section <c>Sms:Switching</c>).
/// </summary>
internal sealed class SmsRoutes
{
    public SmsRoutes(
        SmsProviders names, IEnumerable<IMessageSender> senders, IConfiguration configuration, AttachmentLinks links, IAcceptance acceptance, TimeProvider time,
        TwilioSmsOptions twilio, KannelOptions kannel, VonageOptions vonage)
    {
        var providers = names.Names.Select(name => ProviderOf(name)).ToList();
        Choice = new ProviderChoice(
            [.. providers.Select(provider => (provider.Name, provider.Share))], SwitchLimits.Read(configuration.GetSection("Sms:Switching")));
        Providers = new SendingProviders(providers, Choice, links, acceptance, time);

        SendingProvider ProviderOf(string name)
        {
            var section = configuration.GetSection($"Sms:{char.ToUpperInvariant(name[0])}{name[1..]}");
            var from = name switch
            {
                KannelMessageReader.ProviderName => kannel.From,
                VonageMessageReader.ProviderName => vonage.From,
                _ => twilio.From,
            };
            return new SendingProvider(
                senders.First(sender => sender.Channel == SmsModule.ChannelName && sender.Provider == name), SendLimits.Read(section), time)
            {
                Numbers = [from, .. section.GetSection("Numbers").Get<string[]>() ?? []],
                Share = section.GetValue("Share", 0),
            };
        }
    }

    public ProviderChoice Choice { get; }

    public SendingProviders Providers { get; }
}
