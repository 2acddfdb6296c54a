using Omnichannel.Settings;

namespace Omnichannel.AgentDesk;

/// <summary>The page that agents work at.</summary>
internal sealed record DeskOptions : ISettings
{
    public static string Section => "Desk";

    /// <summary>The folder of the built page. Without it <c>desk</c> beside the program.</summary>
    public string Files { get; set; } = "";
}
