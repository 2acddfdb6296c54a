using System.Security.Cryptography;
using System.Text;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Simulated;

/// <summary>The Kannel gateway that the simulator plays while no provider of text messages is configured; secrets follow from the admin key.</summary>
/// <param name="Secret">What the gateway puts into the addresses it calls here.</param>
/// <param name="BaseUrl">Where its <c>sendsms</c> is, without the path.</param>
public sealed record SimulatedKannel(string Username, string Password, string Secret, string From, string BaseUrl)
{
    public static SimulatedKannel For(AdminKey adminKey, SimulatorOptions simulator) => new(
        "simulator", SimulatedSecret.Of(adminKey, "simulator kannel password"), SimulatedSecret.Of(adminKey, "simulator kannel secret"), "+15550101",
        $"{simulator.Url}/simulator/kannel");
}

/// <summary>The Vonage account that the simulator plays, likewise.</summary>
public sealed record SimulatedVonage(string ApiKey, string ApiSecret, string SignatureSecret, string From, string BaseUrl)
{
    public static SimulatedVonage For(AdminKey adminKey, SimulatorOptions simulator) => new(
        SimulatedSecret.Of(adminKey, "simulator vonage key")[..8], SimulatedSecret.Of(adminKey, "simulator vonage secret"),
        SimulatedSecret.Of(adminKey, "simulator vonage signature"), "+15550102", $"{simulator.Url}/simulator/vonage");
}

/// <summary>What nobody outside can know and every process of an installation agrees on.</summary>
internal static class SimulatedSecret
{
    /// <summary>32 hex digits.</summary>
    public static string Of(AdminKey adminKey, string purpose) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(adminKey.Value), Encoding.UTF8.GetBytes(purpose))[..16]);
}
