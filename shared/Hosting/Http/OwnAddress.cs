using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Omnichannel.Settings;

namespace Omnichannel.Hosting;

/// <summary>Where this process is reached from the same machine.</summary>
public static partial class OwnAddress
{
    /// <returns>Without a slash at its end.</returns>
    public static string Of(IConfiguration configuration)
    {
        var url = configuration["urls"]?.Split(';')[0];
        return string.IsNullOrEmpty(url) ? configuration.ReadSettings<InstallationOptions>().Url : AnyHost().Replace(url, "//127.0.0.1").TrimEnd('/');
    }

    /// <summary>An address that is configured, without a slash at its end; else our own.</summary>
    public static string Unless(string configured, IConfiguration configuration) =>
        configured.Length > 0 ? configured.TrimEnd('/') : Of(configuration);

    /// <summary>The ways to write that any of the machine's addresses is listened on.</summary>
    [GeneratedRegex(@"//(0\.0\.0\.0|\[::\]|\+|\*)(?=[:/]|$)")]
    private static partial Regex AnyHost();
}
