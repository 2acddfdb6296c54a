using Omnichannel.Settings;

namespace Omnichannel.Channels.Simulated;

/// <summary>The simulator, which plays every provider that has no account.</summary>
public sealed record SimulatorOptions : ISettings
{
    public static string Section => "Simulator";

    /// <summary>Where the simulator is, when it runs in another process. Without it this process.</summary>
    public string Url { get; set; } = "";

    /// <summary>Play a mailbox of ours as well, which the e-mail service fetches over IMAP where it has none of its own and no mail server; <c>make run</c> does.</summary>
    public bool Mailbox { get; set; }

    public IEnumerable<InvalidSetting> Validate() => AddressSetting.Check(nameof(Url), Url);
}
