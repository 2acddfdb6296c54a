using Omnichannel.Settings;

namespace Omnichannel.Conversations;

/// <summary>What of Messenger's settings decides until when people may answer; the channel itself has the others.</summary>
internal sealed record HumanAgentOptions : ISettings
{
    public static string Section => "Messenger:Meta";

    /// <summary>Meta has granted the app the feature "Human Agent": people may answer for seven days.</summary>
    public bool HumanAgent { get; set; }
}
