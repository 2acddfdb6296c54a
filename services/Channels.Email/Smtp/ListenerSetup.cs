using System.Net;

namespace Omnichannel.Channels.Email;

/// <summary>Our own mail server's side.</summary>
/// <param name="SmtpPort">0 = off.</param>
/// <param name="LmtpPort">0 = off.</param>
/// <param name="Address">What we listen on.</param>
/// <param name="HostName">What we call ourselves in greetings and Received.</param>
/// <param name="CertificateFile">PEM, for STARTTLS; without it one is made, on loopback only.</param>
/// <param name="MaxSize">Bytes of one mail.</param>
/// <param name="MaxConnections">At once; a quarter of them from one address, on loopback all.</param>
/// <param name="IdleTimeout">Without a byte from the other side.</param>
internal sealed record ListenerSetup(
    int SmtpPort, int LmtpPort, IPAddress Address, string HostName, string? CertificateFile, string? CertificateKeyFile, int MaxSize, int MaxConnections,
    TimeSpan IdleTimeout)
{
    /// <summary>Recipients of one mail; RFC 5321 wants at least 100.</summary>
    public const int MaxRecipients = 100;

    /// <summary>Wrong commands until we hang up.</summary>
    public const int MaxErrors = 20;

    public static ListenerSetup Of(InboundOptions options) => new(
        options.SmtpPort,
        options.LmtpPort,
        IPAddress.Parse(options.Address),
        options.HostName.Length > 0 ? options.HostName : Dns.GetHostName(),
        options.Certificate.Length > 0 ? options.Certificate : null,
        options.CertificateKey.Length > 0 ? options.CertificateKey : null,
        Math.Clamp(options.MaxSize, 64 * 1024, MimeLimits.MessageBytes),
        Math.Clamp(options.MaxConnections, 1, 10_000),
        options.IdleTimeout);
}
