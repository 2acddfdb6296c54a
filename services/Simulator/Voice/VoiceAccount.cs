using Omnichannel.Channels.Simulated;

namespace Omnichannel.Simulator;

/// <summary>Where calls are reported, without the route.</summary>
/// <param name="IsConnected">False when a real account is configured for calls.</param>
internal sealed record VoiceAccount(string PublicUrl, bool IsConnected)
{
    public static VoiceAccount Of(PlayedOptions options, SimulatedTwilio twilio) =>
        new(options.VoiceUrl, options.VoiceToken.Length == 0 || options.VoiceToken == twilio.AuthToken);
}
