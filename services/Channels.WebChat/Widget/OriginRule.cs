using System.Net;
using Microsoft.AspNetCore.Http;

namespace Omnichannel.Channels.WebChat;

/// <summary>Which sites may open the socket. Browsers report the site of a page truthfully, and only they have to be restricted.</summary>
internal static class OriginRule
{
    /// <param name="origin">The header <c>Origin</c>; empty when there is none.</param>
    /// <param name="host">The requested host.</param>
    /// <param name="isLoopback">The request never left this machine.</param>
    public static bool Allows(string origin, HostString host, bool isLoopback, IReadOnlyList<string> allowed)
    {
        if (allowed.Count > 0)
            return allowed.Contains(origin, StringComparer.OrdinalIgnoreCase);
        if (isLoopback)
            return true;
        // A proxy that ends TLS hands on http: the scheme cannot be compared, host and port can.
        return Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && string.Equals(uri.Host, host.Host, StringComparison.OrdinalIgnoreCase)
            && uri.Port == (host.Port ?? (uri.Scheme == Uri.UriSchemeHttps ? 443 : 80));
    }

    /// <summary>A proxy on the same machine connects from loopback as well, but it names the client, or requests a public host.</summary>
    public static bool IsLoopback(HttpRequest request) =>
        request.HttpContext.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && !request.Headers.ContainsKey("X-Forwarded-For") && !request.Headers.ContainsKey("Forwarded")
        && (request.Host.Host == "localhost" || (IPAddress.TryParse(request.Host.Host.Trim('[', ']'), out var host) && IPAddress.IsLoopback(host)));
}
