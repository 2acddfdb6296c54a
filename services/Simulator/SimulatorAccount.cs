using Microsoft.Extensions.Configuration;
using Omnichannel.Hosting;

namespace Omnichannel.Simulator;

/// <summary>The account that the simulator plays, and the installation it plays to.</summary>
/// <param name="PublicUrl">Where inbound messages are posted, without the route; <c>Sms:Twilio:PublicUrl</c>, else this process.</param>
/// <param name="IsConnected">False when a real account is configured: then the installation neither sends here nor trusts what comes from here.</param>
internal sealed record SimulatorAccount(SimulatedTwilio Twilio, string PublicUrl, bool IsConnected)
{
    public static SimulatorAccount Read(IConfiguration configuration, AdminKey adminKey)
    {
        var twilio = SimulatedTwilio.For(adminKey, configuration);
        var section = configuration.GetSection("Sms:Twilio");
        var publicUrl = section["PublicUrl"] is { Length: > 0 } configured ? configured : OwnAddress.Of(configuration);
        return new SimulatorAccount(twilio, publicUrl.TrimEnd('/'), section["AuthToken"] is not { Length: > 0 } token || token == twilio.AuthToken);
    }
}
