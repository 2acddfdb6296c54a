using Omnichannel.Channels.Meta;
using Omnichannel.Settings;

namespace Omnichannel.Channels.Messenger;

/// <summary>Facebook Messenger at Meta.</summary>
internal sealed record MessengerOptions : MetaOptions, ISettings
{
    public static string Section => "Messenger:Meta";

    /// <summary>The id of our page, where the conversation does not name one.</summary>
    public string PageId { get; set; } = "";

    /// <summary>Meta has granted the app the feature "Human Agent": people may answer for seven days.</summary>
    public bool HumanAgent { get; set; }

    /// <summary>As configured, or the simulator's.</summary>
    public MetaAccount Account { get; internal set; } = null!;

    public IEnumerable<InvalidSetting> Validate() => Invalid(Section, (nameof(PageId), PageId));
}
