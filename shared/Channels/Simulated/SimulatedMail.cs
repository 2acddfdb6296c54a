using System.Security.Cryptography;
using System.Text;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Simulated;

/// <summary>
/// The mail server that the simulator plays when none is configured. Its secrets follow from the admin key, so that nobody outside can use it
/// and every process of an installation agrees.
/// </summary>
/// <param name="User">For AUTH, and for asking where the server listens.</param>
/// <param name="From">Our own mailbox.</param>
/// <param name="InboundSecret">Signs mail that comes in.</param>
/// <param name="AddressUrl">Returns host and port of the SMTP server, which takes a free port.</param>
public sealed record SimulatedMail(string User, string Password, string From, string InboundSecret, string AddressUrl)
{
    public static SimulatedMail For(AdminKey adminKey, SimulatorOptions simulator)
    {
        var key = Encoding.UTF8.GetBytes(adminKey.Value);
        return new SimulatedMail(
            "omnichannel",
            Convert.ToHexStringLower(HMACSHA256.HashData(key, "simulator mail password"u8)[..16]),
            "City Hall <city@omnichannel.example>",
            Convert.ToHexStringLower(HMACSHA256.HashData(key, "simulator mail inbound"u8)[..16]),
            $"{simulator.Url}/simulator/mail/server");
    }

    /// <summary>The <c>Authorization</c> header of a request for the address.</summary>
    public string Credentials => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));
}
