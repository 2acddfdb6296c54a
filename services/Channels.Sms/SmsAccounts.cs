namespace Omnichannel.Channels.Sms;

/// <summary>The settings of each provider by its name.</summary>
internal sealed class SmsAccounts(TwilioSmsOptions twilio, KannelOptions kannel, VonageOptions vonage)
{
    /// <summary>The names of those with an account of our own.</summary>
    public IReadOnlyList<string> Configured => [.. EnabledProviders.Known.Where(name => Of(name).IsConfigured)];

    public SmsProviderOptions Of(string provider) => provider switch
    {
        KannelMessageReader.ProviderName => kannel,
        VonageMessageReader.ProviderName => vonage,
        _ => twilio,
    };
}
