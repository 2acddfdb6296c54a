namespace Omnichannel.Channels.Sms;

/// <summary>
/// The providers of text messages that are in use, in order of preference: <c>Sms:Providers</c>, else those that are configured, else all of
/// them as the simulator plays them.
/// </summary>
internal sealed record EnabledProviders(IReadOnlyList<string> Names)
{
    public static IReadOnlyList<string> Known { get; } = [TwilioSmsSender.ProviderName, KannelMessageReader.ProviderName, VonageMessageReader.ProviderName];

    public bool Has(string provider) => Names.Contains(provider);

    public static EnabledProviders Of(SmsOptions options) =>
        new(options.Providers.Count > 0 ? options.Providers : options.Configured.Count > 0 ? options.Configured : Known);
}
