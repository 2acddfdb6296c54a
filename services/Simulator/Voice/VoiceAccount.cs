using Microsoft.Extensions.Configuration;
using Omnichannel.Hosting;

namespace Omnichannel.Simulator;

/// <summary>Where calls are reported, without the route: <c>Voice:Twilio:PublicUrl</c>, else this process.</summary>
/// <param name="IsConnected">False when a real account is configured for calls.</param>
internal sealed record VoiceAccount(string PublicUrl, bool IsConnected)
{
    public static VoiceAccount Read(IConfiguration configuration, AdminKey adminKey)
    {
        var section = configuration.GetSection("Voice:Twilio");
        var publicUrl = section["PublicUrl"] is { Length: > 0 } configured ? configured : OwnAddress.Of(configuration);
        return new VoiceAccount(
            publicUrl.TrimEnd('/'),
            section["AuthToken"] is not { Length: > 0 } token || token == SimulatedTwilio.For(adminKey, configuration).AuthToken);
    }
}
