using System.Net;
using Omnichannel.Contracts;
using Omnichannel.Hosting;

namespace Omnichannel.Feeds;

/// <summary>Which addresses a webhook may have. What a name stands for is looked at again at every connection.</summary>
internal static class WebhookAddress
{
    private const int MaxLength = 2_000;

    /// <returns>Why not; null when it may.</returns>
    public static Refusal? Check(string? text, WebhookOptions options)
    {
        if (text is not { Length: > 0 and <= MaxLength } || !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http")
            || url.Host.Length == 0 || url.UserInfo.Length > 0 || url.Fragment.Length > 0)
            return Refusals.BadUrl;
        if (options.Allows(url.IdnHost, url.Port))
            return null;
        if (url.Scheme != "https")
            return Refusals.BadUrl;
        var isInside = IPAddress.TryParse(url.IdnHost, out var address)
            ? !GuardedHttp.IsPublic(address)
            : url.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase) || url.IdnHost.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
        return isInside ? Refusals.ForbiddenUrl : null;
    }
}
