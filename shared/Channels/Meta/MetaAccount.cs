using Microsoft.Extensions.Configuration;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Meta;

/// <summary>Section <c>{Channel}:Meta</c>: an app at Meta. Without one the simulator plays Meta.</summary>
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
    /// <summary>The version that this was written for; <c>ApiVersion</c> sets another.</summary>
    private const string Version = "v24.0";

    /// <param name="section">Such as <c>WhatsApp:Meta</c>.</param>
    /// <param name="sender">The setting that names our sender: <c>PhoneNumberId</c> or <c>PageId</c>.</param>
    /// <exception cref="InvalidOperationException">An account is configured by halves.</exception>
    public static MetaAccount Read(IConfigurationSection section, string sender, SimulatedMeta simulated, string simulatedSender)
    {
        if (section["AppSecret"] is not { Length: > 0 } secret)
        {
            if (section["AccessToken"] is { Length: > 0 })
                throw new InvalidOperationException($"{section.Path}:AccessToken is set, but {section.Path}:AppSecret is not.");
            return new MetaAccount(
                simulated.AppSecret, null, simulated.VerifyToken, simulated.AccessToken, simulatedSender, Versioned(simulated.BaseUrl, Version), simulated.AppId);
        }

        return new MetaAccount(
            secret,
            section["PreviousAppSecret"],
            Needed("VerifyToken"),
            Needed("AccessToken"),
            Needed(sender),
            Versioned(section["BaseUrl"] ?? "https://graph.facebook.com", section["ApiVersion"] ?? Version),
            section["AppId"]);

        string Needed(string name) => section[name] is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"{section.Path}:AppSecret is set, but {section.Path}:{name} is not.");
    }

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
