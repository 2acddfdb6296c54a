using System.Net;
using Omnichannel.Channels.Simulated;

namespace Omnichannel.Channels.Email;

/// <summary>How a mail server is spoken to.</summary>
internal enum SmtpTls
{
    /// <summary>TLS when the server offers it. For a server on this machine only.</summary>
    WhenOffered,

    /// <summary>STARTTLS, or nothing is sent.</summary>
    StartTls,

    /// <summary>TLS from the first byte (port 465).</summary>
    Implicit,

    /// <summary>Never; only for a server on this machine or in a network that nobody else is in.</summary>
    None,
}

/// <summary>The server that takes our mail.</summary>
/// <param name="Host">Empty = the simulator; its address is asked for.</param>
/// <param name="User">Null = no sign-in.</param>
/// <param name="Simulated">The simulator's server; null when a real one is configured.</param>
internal sealed record SmtpServer(string Host, int Port, string? User, string? Password, SmtpTls Tls, SimulatedMail? Simulated)
{
    public bool IsLocal => IsThisMachine(Host);

    public static SmtpServer Of(SmtpOptions options, SimulatedMail simulated) => options.Host.Length == 0
        ? new SmtpServer("", 0, simulated.User, simulated.Password, SmtpTls.WhenOffered, simulated)
        : new SmtpServer(options.Host, options.Port, options.User.Length > 0 ? options.User : null, options.Password, TlsOf(options), null);

    private static SmtpTls TlsOf(SmtpOptions options) => options.Tls.ToLowerInvariant() switch
    {
        "starttls" => SmtpTls.StartTls,
        "implicit" => SmtpTls.Implicit,
        "none" => SmtpTls.None,
        _ => options.Port == 465 ? SmtpTls.Implicit : IsThisMachine(options.Host) ? SmtpTls.WhenOffered : SmtpTls.StartTls,
    };

    private static bool IsThisMachine(string host) => host is "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
