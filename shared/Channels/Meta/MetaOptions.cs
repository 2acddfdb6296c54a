using Omnichannel.Settings;

namespace Omnichannel.Channels.Meta;

/// <summary>What both channels at Meta have in their section. Without an app the simulator plays Meta.</summary>
public abstract record MetaOptions : SendOptions
{
    /// <summary>Signs webhooks, and proves our own calls. Set, it says that there is an app.</summary>
    [Secret]
    public string AppSecret { get; set; } = "";

    /// <summary>Also accepted, while the secret is being replaced.</summary>
    [Secret]
    public string PreviousAppSecret { get; set; } = "";

    /// <summary>What you have chosen for Meta to show when it checks our address.</summary>
    [Secret]
    public string VerifyToken { get; set; } = "";

    /// <summary>The token of the system user or the page, for our calls.</summary>
    [Secret]
    public string AccessToken { get; set; } = "";

    /// <summary>The id of our app, so that its own messages are recognized in echoes.</summary>
    public string AppId { get; set; } = "";

    /// <summary>Our address as Meta reaches it, without the route. Without it this process; it is where the simulator brings its messages.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Where the Graph API is.</summary>
    public string BaseUrl { get; set; } = "https://graph.facebook.com";

    /// <summary>The Graph API's version, unless <c>BaseUrl</c> ends with one.</summary>
    public string ApiVersion { get; set; } = MetaAccount.Version;

    /// <param name="section">The class's own section.</param>
    /// <param name="sender">Our sender's setting.</param>
    protected IEnumerable<InvalidSetting> Invalid(string section, (string Name, string Value) sender) =>
    [
        .. InvalidLimits(),
        .. AddressSetting.Check(nameof(PublicUrl), PublicUrl),
        .. AddressSetting.Check(nameof(BaseUrl), BaseUrl),
        .. AppSecret.Length == 0
            ? AccessToken.Length == 0 ? [] : Missing($"{section}:{nameof(AccessToken)}", (nameof(AppSecret), ""))
            : Missing($"{section}:{nameof(AppSecret)}", (nameof(VerifyToken), VerifyToken), (nameof(AccessToken), AccessToken), sender),
    ];
}
