using Omnichannel.Channels.Simulated;

namespace Omnichannel.Simulator;

/// <summary>The accounts that the simulator plays, and the installation it plays to.</summary>
/// <param name="PublicUrl">Where inbound messages are brought, without the route.</param>
/// <param name="IsConnected">False when a real account is configured: then the installation neither sends here nor trusts what comes from here.</param>
internal sealed record SimulatorAccount(SimulatedTwilio Twilio, SimulatedKannel Kannel, SimulatedVonage Vonage, string PublicUrl, bool IsConnected)
{
    public static SimulatorAccount Of(PlayedOptions options, SimulatedTwilio twilio, SimulatedKannel kannel, SimulatedVonage vonage) => new(
        twilio, kannel, vonage, options.SmsUrl,
        (options.SmsToken.Length == 0 || options.SmsToken == twilio.AuthToken) && options.KannelUsername.Length == 0 && options.VonageKey.Length == 0);

    /// <summary>Our number at a provider.</summary>
    public string NumberAt(string provider) => provider switch
    {
        Providers.Kannel => Kannel.From,
        Providers.Vonage => Vonage.From,
        _ => Twilio.From,
    };

    /// <summary>The provider of one of our numbers; Twilio for what is nobody's.</summary>
    public string ProviderOf(string number) => Providers.All.FirstOrDefault(provider => NumberAt(provider) == number) ?? Providers.Twilio;
}

/// <summary>The providers of text messages that are played here.</summary>
internal static class Providers
{
    public const string Twilio = "twilio";
    public const string Kannel = "kannel";
    public const string Vonage = "vonage";

    public static IReadOnlyList<string> All { get; } = [Twilio, Kannel, Vonage];
}
