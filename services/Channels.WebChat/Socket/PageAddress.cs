using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Omnichannel.Channels.WebChat;

/// <summary>Where a page's connection comes from, for counting only. Headers are not believed: anybody can write them.</summary>
internal static class PageAddress
{
    /// <summary>Of IPv6 the network (/64): one customer has all of its addresses.</summary>
    public static string Of(HttpContext http) => http.Connection.RemoteIpAddress switch
    {
        null => "",
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } six => Convert.ToHexString(six.GetAddressBytes().AsSpan(0, 8)),
        var other => other.MapToIPv4().ToString(),
    };
}
