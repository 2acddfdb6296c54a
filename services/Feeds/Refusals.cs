using Omnichannel.Contracts;

namespace Omnichannel.Feeds;

/// <summary>Every "no" of this service.</summary>
internal static class Refusals
{
    public static Refusal NoWebhook { get; } = new("webhook.missing", "There is no such webhook.", RefusalKind.Missing);

    public static Refusal BadUrl { get; } = new("webhook.url-unreadable", "The address is an absolute https:// URL of at most 2,000 characters, without a name, password or fragment.");

    public static Refusal ForbiddenUrl { get; } = new("webhook.url-forbidden", "This address is not called from here; an operator can allow it (Feeds:Webhooks:AllowedHosts).");

    public static Refusal BadFilter { get; } = new("webhook.filter-unreadable", "Types end with at most one star; at most 100 types and 100 streams.");

    public static Refusal BadPosition { get; } = new("webhook.from-unreadable", "Say a position or a time (RFC 3339).");

    public static Refusal TooMany { get; } = new("webhook.too-many", "A key has at most 100 webhooks; remove one first.");
}
