using Omnichannel.Channels.Simulated;

namespace Omnichannel.Channels.Meta;

/// <summary>An app at Meta: as configured, or the one that the simulator plays.</summary>
/// <param name="AppSecret">Signs webhooks, and proves our own calls.</param>
/// <param name="PreviousAppSecret">Also accepted, while the secret is being replaced.</param>
/// <param name="VerifyToken">What we have chosen for Meta to show when it checks our address.</param>
/// <param name="AccessToken">Of the system user or the page.</param>
/// <param name="Sender">The id of our phone number or page, where the conversation does not name one.</param>
/// <param name="ApiUrl">The Graph API with its version, without a slash at the end.</param>
/// <param name="AppId">Of our app, where it is configured, so that its own messages are recognized in echoes.</param>
public sealed record MetaAccount(
    string AppSecret, string? PreviousAppSecret, string VerifyToken, string AccessToken, string Sender, string ApiUrl, string? AppId)
{
    /// <summary>The version that this was written for.</summary>
    internal const string Version = "v24.0";

    /// <param name="sender">The id that is configured for our phone number or page.</param>
    public static MetaAccount Of(MetaOptions options, string sender, SimulatedMeta simulated, string simulatedSender) => options.AppSecret.Length == 0
        ? new MetaAccount(
            simulated.AppSecret, null, simulated.VerifyToken, simulated.AccessToken, simulatedSender, Versioned(simulated.BaseUrl, Version), simulated.AppId)
        : new MetaAccount(
            options.AppSecret, options.PreviousAppSecret is { Length: > 0 } previous ? previous : null, options.VerifyToken, options.AccessToken, sender,
            Versioned(options.BaseUrl, options.ApiVersion), options.AppId is { Length: > 0 } app ? app : null);

    /// <summary>True for an address at the Graph API itself: only there may our token go, and only there may the host be a private one.</summary>
    public bool Hosts(Uri address) => new Uri(ApiUrl) is var api
        && address.Scheme == api.Scheme && address.Host == api.Host && address.Port == api.Port;

    private static string Versioned(string url, string version)
    {
        var trimmed = url.TrimEnd('/');
        var last = trimmed[(trimmed.LastIndexOf('/') + 1)..];
        return last.Length > 1 && last[0] == 'v' && char.IsAsciiDigit(last[1]) ? trimmed : $"{trimmed}/{version}";
    }
}
