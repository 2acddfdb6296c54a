using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace Omnichannel.Hosting;

/// <summary>
/// HTTP to addresses that others give us: media links, webhooks. Never to this machine, a private or link-local network or a cloud's
/// metadata; the address that was checked is the one connected to, and redirects are not followed.
/// </summary>
public static class GuardedHttp
{
    /// <summary>The name under which <see cref="IHttpClientFactory"/> has it.</summary>
    public const string Name = "guarded";

    internal static void AddGuardedHttp(this IServiceCollection services) => services.AddGuardedHttp(Name, _ => (_, _) => false);

    /// <summary>Another one of another name, that calls some hosts wherever they are; the caller's own time limit is the only one.</summary>
    /// <param name="isAllowed">Says whether an operator has named this host and port.</param>
    public static void AddGuardedHttp(this IServiceCollection services, string name, Func<IServiceProvider, Func<string, int, bool>> isAllowed) => services
        .AddHttpClient(name, client => client.Timeout = name == Name ? client.Timeout : Timeout.InfiniteTimeSpan)
        .ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            MaxResponseHeadersLength = 32,
            MaxResponseDrainSize = 64 * 1024,
            ConnectCallback = (context, ct) => ConnectAsync(context, isAllowed(provider), ct),
        });

    /// <summary>True when a call failed because its address is not to be called; the client wraps what its connection says.</summary>
    public static bool IsForbidden(Exception exception) => exception is ForbiddenAddressException || exception.InnerException is ForbiddenAddressException;

    /// <summary>True for addresses of the public internet (IANA special-purpose registries).</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return IsPublic(address.MapToIPv4());
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            // 2000::/3 is what is given out; within it Teredo, documentation and 6to4 lead elsewhere.
            var six = address.GetAddressBytes();
            return (six[0] & 0xE0) == 0x20
                && !(six[0] == 0x20 && six[1] == 0x01 && six[2] <= 0x01)
                && !(six[0] == 0x20 && six[1] == 0x01 && six[2] == 0x0D && six[3] == 0xB8)
                && !(six[0] == 0x20 && six[1] == 0x02);
        }

        var four = address.GetAddressBytes();
        return four switch
        {
            [0 or 10 or 127, ..] => false,
            [100, >= 64 and <= 127, ..] => false,
            [169, 254, ..] => false,
            [172, >= 16 and <= 31, ..] => false,
            [192, 168, ..] or [192, 0, 0 or 2, _] or [192, 88, 99, _] => false,
            [198, 18 or 19, ..] or [198, 51, 100, _] or [203, 0, 113, _] => false,
            [>= 224, ..] => false,
            _ => true,
        };
    }

    private static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, Func<string, int, bool> isAllowed, CancellationToken ct)
    {
        var addresses = IPAddress.TryParse(context.DnsEndPoint.Host, out var literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        if (addresses.Length == 0 || (!addresses.All(IsPublic) && !isAllowed(context.DnsEndPoint.Host, context.DnsEndPoint.Port)))
            throw new ForbiddenAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>An address that we do not call.</summary>
internal sealed class ForbiddenAddressException() : HttpRequestException("The address is not one of the public internet.");
