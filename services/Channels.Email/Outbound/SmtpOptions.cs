using Microsoft.Extensions.Configuration;
using Omnichannel.Hosting;

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

/// <summary>Section <c>Email:Smtp</c>: the server that takes our mail.</summary>
/// <param name="Host">Empty = the simulator; its address is asked for.</param>
/// <param name="User">Null = no sign-in.</param>
/// <param name="Simulated">The simulator's server; null when a real one is configured.</param>
internal sealed record SmtpOptions(string Host, int Port, string? User, string? Password, SmtpTls Tls, SimulatedMail? Simulated)
{
    public bool IsLocal => Host is "localhost" || (System.Net.IPAddress.TryParse(Host, out var address) && System.Net.IPAddress.IsLoopback(address));

    /// <summary>Mail servers think for longer than others: they look at the content before they answer.</summary>
    public static SendLimits LimitsOf(IConfiguration configuration)
    {
        var section = configuration.GetSection("Email:Smtp");
        var limits = SendLimits.Read(section);
        return section["Timeout"] is null ? limits with { Timeout = TimeSpan.FromMinutes(1) } : limits;
    }

    public static SmtpOptions Read(IConfigurationSection section, SimulatedMail? simulated)
    {
        if (simulated is not null)
            return new SmtpOptions("", 0, simulated.User, simulated.Password, SmtpTls.WhenOffered, simulated);
        var plain = new SmtpOptions(section["Host"]!, EmailOptions.PortOf(section, "Port", 587), section["User"], section["Password"], SmtpTls.StartTls, null);
        return plain with
        {
            User = string.IsNullOrEmpty(plain.User) ? null : plain.User,
            Tls = section["Tls"]?.ToLowerInvariant() switch
            {
                "starttls" => SmtpTls.StartTls,
                "implicit" => SmtpTls.Implicit,
                "none" => SmtpTls.None,
                null or "" => plain.Port == 465 ? SmtpTls.Implicit : plain.IsLocal ? SmtpTls.WhenOffered : SmtpTls.StartTls,
                _ => throw new InvalidOperationException("Email:Smtp:Tls is one of starttls, implicit, none."),
            },
        };
    }
}
