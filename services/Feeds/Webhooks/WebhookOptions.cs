using Microsoft.Extensions.Configuration;

namespace Omnichannel.Feeds;

/// <summary>Section <c>Feeds:Webhooks</c>.</summary>
/// <param name="AllowedHosts">
/// Hosts, or <c>host:port</c>, with commas, that may be called although they are within, and over http too. Default: none.
/// </param>
internal sealed record WebhookOptions(IReadOnlySet<string> AllowedHosts)
{
    /// <summary>The name of the HTTP client that webhooks are delivered with.</summary>
    public const string Client = "webhooks";

    public static WebhookOptions Read(IConfiguration configuration) => new(
        (configuration["Feeds:Webhooks:AllowedHosts"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .ToHashSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether an operator has allowed this address by name.</summary>
    public bool Allows(string host, int port) => AllowedHosts.Contains(host) || AllowedHosts.Contains($"{host}:{port}");
}
