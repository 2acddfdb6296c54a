using System.Security.Cryptography;
using System.Text;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Simulated;

/// <summary>
/// The app that the simulator plays at Meta when none is configured. Its secrets follow from the admin key, so that nobody outside can sign
/// for it and every process of an installation agrees.
/// </summary>
/// <param name="PhoneNumberId">Of our WhatsApp number.</param>
/// <param name="PageId">Of our Facebook page.</param>
/// <param name="BaseUrl">Where the simulated Graph API is, without its version: <c>Simulator:Url</c>, else this process.</param>
public sealed record SimulatedMeta(
    string AppId, string AppSecret, string VerifyToken, string AccessToken, string PhoneNumberId, string PageId, string BaseUrl)
{
    public static SimulatedMeta For(AdminKey adminKey, SimulatorOptions simulator)
    {
        return new SimulatedMeta(
            "100000000000001", Secret("app secret"), Secret("verify token"), Secret("access token"), "200000000000002", "300000000000003",
            $"{simulator.Url}/simulator/meta");

        string Secret(string purpose) => Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(adminKey.Value), Encoding.UTF8.GetBytes($"simulated meta {purpose}"))[..16]);
    }
}
