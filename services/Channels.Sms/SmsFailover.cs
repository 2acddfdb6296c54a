using MassTransit;
using Microsoft.Extensions.Configuration;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Sms;

/// <summary>
/// The providers of text messages: each with its limits (its own section), its numbers (<c>From</c> and <c>Numbers</c>) and its <c>Share</c>; and which
/// of them are in use at the moment (section <c>Sms:Switching</c>).
/// </summary>
internal sealed class SmsFailover
{
    public SmsFailover(
        EnabledProviders names, IEnumerable<IMessageSender> senders, IConfiguration configuration, AttachmentLinks links, IIntake intake, TimeProvider time,
        TwilioSmsOptions twilio, KannelOptions kannel, VonageOptions vonage)
    {
        var providers = names.Names.Select(name => ProviderOf(name)).ToList();
        Health = new ProviderHealth(
            [.. providers.Select(provider => (provider.Name, provider.Share))], FailoverOptions.Read(configuration.GetSection("Sms:Switching")));
        Providers = new ProviderFailover(providers, Health, links, intake, time);

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

    public ProviderHealth Health { get; }

    public ProviderFailover Providers { get; }
}
