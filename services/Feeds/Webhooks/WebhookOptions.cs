using Omnichannel.Settings;

namespace Omnichannel.Feeds;

/// <summary>The addresses that webhooks may be delivered to.</summary>
internal sealed record WebhookOptions : ISettings
{
    /// <summary>The name of the HTTP client that webhooks are delivered with.</summary>
    public const string Client = "webhooks";

    public static string Section => "Feeds:Webhooks";

    /// <summary>Hosts, or <c>host:port</c>, that may be called although they are in a private network or on this machine, and over http too.</summary>
    public IReadOnlyList<string> AllowedHosts { get; set; } = [];

    /// <summary>Whether an operator has allowed this address by name.</summary>
    public bool Allows(string host, int port) =>
        AllowedHosts.Contains(host, StringComparer.OrdinalIgnoreCase) || AllowedHosts.Contains($"{host}:{port}", StringComparer.OrdinalIgnoreCase);
}
