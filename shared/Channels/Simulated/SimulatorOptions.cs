using Omnichannel.Settings;

namespace Omnichannel.Channels.Simulated;

/// <summary>The simulator, which plays every provider that has no account.</summary>
public sealed record SimulatorOptions : ISettings
{
    public static string Section => "Simulator";

    /// <summary>Where the simulator is, when it runs in another process. Without it this process.</summary>
    public string Url { get; set; } = "";

    public IEnumerable<InvalidSetting> Validate() => AddressSetting.Check(nameof(Url), Url);
}
