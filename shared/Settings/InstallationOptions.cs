using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Omnichannel.Settings;

/// <summary>What every process of an installation needs to know.</summary>
public sealed record InstallationOptions : ISettings
{
    private const int ShortestKey = 16;

    public static string Section => "";

    /// <summary>The folder of the embedded databases, the files of messages and the generated keys.</summary>
    [ConfigurationKeyName("OMNICHANNEL_DATA")]
    public string Folder { get; set; } = "data";

    /// <summary>The HTTP port on loopback. <c>ASPNETCORE_URLS</c>, where it is set, says instead where to listen.</summary>
    [ConfigurationKeyName("OMNICHANNEL_PORT")]
    public string Port { get; set; } = "8080";

    /// <summary>Kubernetes sets a variable of this very name, to <c>tcp://…</c>, in every pod beside a service called omnichannel.</summary>
    private bool IsServiceLink => Port.StartsWith("tcp://", StringComparison.Ordinal);

    /// <summary>The address that is listened on unless <c>ASPNETCORE_URLS</c> says otherwise.</summary>
    public string Url => $"http://127.0.0.1:{(IsServiceLink ? "8080" : Port)}";

    /// <summary>The admin key, 16 characters or more; beyond loopback it must be set. Without it one is made and kept in <c>admin.key</c> in the data folder.</summary>
    [Secret, ConfigurationKeyName("OMNICHANNEL_ADMIN_KEY")]
    public string AdminKey { get; set; } = "";

    /// <summary>
    /// Wraps the keys of personal data: base64 of 32 bytes; while it is changed two of them with a comma, the new one first. Without it,
    /// <c>epoch.key</c> in the data folder; with a shared database it derives from the admin key, where that is set.
    /// </summary>
    [Secret, ConfigurationKeyName("OMNICHANNEL_EPOCH_KEY")]
    public string EpochKey { get; set; } = "";

    public IEnumerable<InvalidSetting> Validate()
    {
        if (!IsServiceLink && !ushort.TryParse(Port, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            yield return new("OMNICHANNEL_PORT", $"'{Port}' is no port; write a number from 0 (any free one) to {ushort.MaxValue}");
        if (AdminKey.Length is > 0 and < ShortestKey)
            yield return new("OMNICHANNEL_ADMIN_KEY", $"is too short: use at least {ShortestKey} characters");
    }
}
