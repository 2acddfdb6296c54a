using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Omnichannel.Hosting;

/// <summary>
/// The Twilio account that the simulator plays when none is configured. Its auth token follows from the admin key, so that nobody outside
/// can sign for it and every process of an installation agrees.
/// </summary>
/// <param name="BaseUrl">Where the simulated REST API is: <c>Simulator:Url</c>, else this process.</param>
public sealed record SimulatedTwilio(string AccountSid, string AuthToken, string From, string BaseUrl)
{
    public static SimulatedTwilio For(AdminKey adminKey, IConfiguration configuration)
    {
        var key = Encoding.UTF8.GetBytes(adminKey.Value);
        var simulator = (configuration["Simulator:Url"] ?? OwnAddress.Of(configuration)).TrimEnd('/');
        return new SimulatedTwilio(
            "AC" + Convert.ToHexStringLower(HMACSHA256.HashData(key, "simulator account"u8)[..16]),
            Convert.ToHexStringLower(HMACSHA256.HashData(key, "simulator token"u8)[..16]),
            "+15550100",
            $"{simulator}/simulator/twilio");
    }
}

/// <summary>Where this process is reached from the same machine.</summary>
public static class OwnAddress
{
    public static string Of(IConfiguration configuration)
    {
        var url = configuration["urls"]?.Split(';')[0];
        return string.IsNullOrEmpty(url)
            ? $"http://127.0.0.1:{configuration["OMNICHANNEL_PORT"] ?? "8080"}"
            : url.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal).Replace("[::]", "127.0.0.1", StringComparison.Ordinal).TrimEnd('/');
    }
}
