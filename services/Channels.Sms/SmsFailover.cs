using Omnichannel.Hosting;

namespace Omnichannel.Channels.Sms;

/// <summary>
/// The providers of text messages: each with its limits (its own section), its numbers (<c>From</c> and <c>Numbers</c>) and its <c>Share</c>; and which
/// of them are in use at the moment (section <c>Sms:Switching</c>).
/// </summary>
internal sealed class SmsFailover
{
    public SmsFailover(
        EnabledProviders names, SmsAccounts accounts, SwitchingOptions switching, IEnumerable<IMessageSender> senders, AttachmentLinks links, IIntake intake,
        TimeProvider time)
    {
        var providers = names.Names.Select(name => ProviderOf(name, accounts.Of(name))).ToList();
        Health = new ProviderHealth([.. providers.Select(provider => (provider.Name, provider.Share))], switching.Limits);
        Providers = new ProviderFailover(providers, Health, links, intake, time);

        ResilientSender ProviderOf(string name, SmsProviderOptions options) => new(
            senders.First(sender => sender.Channel == SmsModule.ChannelName && sender.Provider == name), options.Limits, time)
        {
            Numbers = [options.From, .. options.Numbers],
            Share = options.Share,
        };
    }

    public ProviderHealth Health { get; }

    public ProviderFailover Providers { get; }
}
