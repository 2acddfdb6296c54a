using System.Security.Cryptography;
using System.Text;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Simulated;

/// <summary>
/// The Twilio account that the simulator plays when none is configured. Its auth token follows from the admin key, so that nobody outside
/// can sign for it and every process of an installation agrees.
/// </summary>
/// <param name="BaseUrl">Where the simulated REST API is: <c>Simulator:Url</c>, else this process.</param>
public sealed record SimulatedTwilio(string AccountSid, string AuthToken, string From, string BaseUrl)
{
    public static SimulatedTwilio For(AdminKey adminKey, SimulatorOptions simulator)
    {
        var key = Encoding.UTF8.GetBytes(adminKey.Value);
        return new SimulatedTwilio(
            "AC" + Convert.ToHexStringLower(HMACSHA256.HashData(key, "simulator account"u8)[..16]),
            Convert.ToHexStringLower(HMACSHA256.HashData(key, "simulator token"u8)[..16]),
            "+15550100",
            $"{simulator.Url}/simulator/twilio");
    }
}
