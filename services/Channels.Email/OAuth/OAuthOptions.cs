using Omnichannel.Settings;

namespace Omnichannel.Channels.Email;

/// <summary>Where the large hosted mail systems take no password: an application's own tokens (OAuth 2.0, client credentials).</summary>
internal sealed record OAuthOptions : ISettings
{
    public static string Section => "Email:OAuth";

    /// <summary>Where tokens are asked for, such as <c>https://login.microsoftonline.com/TENANT/oauth2/v2.0/token</c>. Set, mail servers are signed in to with tokens where there is no password.</summary>
    public string TokenEndpoint { get; set; } = "";

    /// <summary>The application as the mail system has it registered.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Its secret.</summary>
    [Secret]
    public string ClientSecret { get; set; } = "";

    /// <summary>What the token is to be good for, such as <c>https://outlook.office365.com/.default</c>. Without it what the endpoint gives unasked.</summary>
    public IReadOnlyList<string> Scopes { get; set; } = [];

    public bool IsSet => TokenEndpoint.Length > 0;

    public IEnumerable<InvalidSetting> Validate()
    {
        foreach (var invalid in AddressSetting.Check(nameof(TokenEndpoint), TokenEndpoint))
            yield return invalid;
        if (!IsSet)
            yield break;
        foreach (var (name, value) in new[] { (nameof(ClientId), ClientId), (nameof(ClientSecret), ClientSecret) }.Where(one => one.Item2.Length == 0))
            yield return new(name, $"is not set, although {Section}:{nameof(TokenEndpoint)} is; an application has both");
    }
}
