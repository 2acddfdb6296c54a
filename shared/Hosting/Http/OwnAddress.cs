using Microsoft.Extensions.Configuration;
using Omnichannel.Settings;

namespace Omnichannel.Hosting;

/// <summary>Where this process is reached from the same machine.</summary>
public static class OwnAddress
{
    /// <returns>Without a slash at its end.</returns>
    public static string Of(IConfiguration configuration)
    {
        var url = configuration["urls"]?.Split(';')[0];
        return string.IsNullOrEmpty(url)
            ? configuration.ReadSettings<InstallationOptions>().Url
            : url.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal).Replace("[::]", "127.0.0.1", StringComparison.Ordinal).TrimEnd('/');
    }

    /// <summary>An address that is configured, without a slash at its end; else our own.</summary>
    public static string Unless(string configured, IConfiguration configuration) =>
        configured.Length > 0 ? configured.TrimEnd('/') : Of(configuration);
}
