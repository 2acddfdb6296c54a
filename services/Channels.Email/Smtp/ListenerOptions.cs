using System.Net;
using Microsoft.Extensions.Configuration;

namespace Omnichannel.Channels.Email;

/// <summary>Our own mail server's side: <c>Email:Inbound</c>.</summary>
/// <param name="SmtpPort">0 = off, as by default.</param>
/// <param name="LmtpPort">0 = off, as by default.</param>
/// <param name="Address">Loopback unless told otherwise.</param>
/// <param name="HostName">What we call ourselves in greetings and Received.</param>
/// <param name="CertificateFile">PEM, for STARTTLS; without it one is made, on loopback only.</param>
/// <param name="MaxSize">Bytes of one mail; 25 MiB.</param>
/// <param name="MaxConnections">At once; a quarter of them from one address, on loopback all.</param>
/// <param name="IdleTimeout">Without a byte from the other side; 5 min as RFC 5321 wants.</param>
internal sealed record ListenerOptions(
    int SmtpPort, int LmtpPort, IPAddress Address, string HostName, string? CertificateFile, string? CertificateKeyFile, int MaxSize, int MaxConnections,
    TimeSpan IdleTimeout)
{
    /// <summary>Recipients of one mail; RFC 5321 wants at least 100.</summary>
    public const int MaxRecipients = 100;

    /// <summary>Wrong commands until we hang up.</summary>
    public const int MaxErrors = 20;

    public static ListenerOptions Read(IConfigurationSection section) => new(
        EmailOptions.PortOf(section, "SmtpPort", 0),
        EmailOptions.PortOf(section, "LmtpPort", 0),
        section["Address"] is not { Length: > 0 } address ? IPAddress.Loopback
            : IPAddress.TryParse(address, out var parsed) ? parsed : throw new InvalidOperationException("Email:Inbound:Address is no IP address."),
        section["HostName"] ?? Dns.GetHostName(),
        section["Certificate"],
        section["CertificateKey"],
        Math.Clamp(section.GetValue("MaxSize", 25 * 1024 * 1024), 64 * 1024, MimeLimits.MessageBytes),
        Math.Clamp(section.GetValue("MaxConnections", 100), 1, 10_000),
        section.GetValue("IdleTimeout", TimeSpan.FromMinutes(5)));
}
