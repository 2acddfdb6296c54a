using System.Net;
using MailKit.Search;
using MailKit.Security;
using Omnichannel.Channels.Simulated;

namespace Omnichannel.Channels.Email;

/// <summary>A mailbox as the settings have it.</summary>
/// <param name="Name">What the operator calls it; it stands in logs, metrics and health.</param>
/// <param name="Security">How the server is spoken to.</param>
/// <param name="IsTrusted">On this machine: nobody stands between, and nobody gives a certificate for it.</param>
/// <param name="Authority">A PEM file; null = the machine's authorities.</param>
/// <param name="Password">Null = a token signs in.</param>
/// <param name="Address">To which all mail in it counts as written; null = as its headers say.</param>
/// <param name="Since">The first day whose mail is taken.</param>
/// <param name="MaxSize">Bytes of one mail.</param>
internal sealed record Mailbox(
    string Name, string Host, int Port, SecureSocketOptions Security, bool IsTrusted, string? Authority, string User, string? Password,
    string? Address, IReadOnlyList<string> Folders, DateOnly Since, MailboxMark Mark, bool MayIdle, TimeSpan PollInterval, TimeSpan Timeout, int MaxSize)
{
    /// <summary>The simulator's; null = a real one.</summary>
    public SimulatedMail? Simulated { get; private init; }


    private const int ImplicitPort = 993;
    private const int PlainPort = 143;

    /// <summary>What is to be taken.</summary>
    public SearchQuery Waiting => Mark.Untaken.And(SearchQuery.NotDeleted).And(SearchQuery.DeliveredAfter(Since.ToDateTime(TimeOnly.MinValue)));

    /// <param name="options">Validated.</param>
    public static Mailbox Of(string name, MailboxOptions options)
    {
        var isHere = options.Host is "localhost" || (IPAddress.TryParse(options.Host, out var address) && IPAddress.IsLoopback(address));
        var tls = options.Tls.ToLowerInvariant();
        var port = options.Port > 0 ? options.Port : tls is "starttls" or "none" ? PlainPort : ImplicitPort;
        return new Mailbox(
            name, options.Host, port, SecurityOf(tls, port, isHere), isHere && options.CertificateAuthority.Length == 0, Given(options.CertificateAuthority),
            options.User, Given(options.Password), Given(options.Address), [.. options.Folders.Distinct(StringComparer.Ordinal)], options.Since,
            MailboxMark.Of(options), options.Idle, options.PollInterval, options.Timeout, Math.Clamp(options.MaxSize, 64 * 1024, MimeLimits.MessageBytes));
    }

    /// <summary>The one that the simulator plays; where it listens is asked for.</summary>
    public static Mailbox Of(SimulatedMail simulated) =>
        Of("simulator", new MailboxOptions { Host = "localhost", Tls = "none", User = simulated.User, Password = simulated.Password, Since = new DateOnly(1970, 1, 1) }) with
        {
            Simulated = simulated,
        };

    private static SecureSocketOptions SecurityOf(string tls, int port, bool isHere) => tls switch
    {
        "starttls" => SecureSocketOptions.StartTls,
        "implicit" => SecureSocketOptions.SslOnConnect,
        "none" => SecureSocketOptions.None,
        _ => port == ImplicitPort ? SecureSocketOptions.SslOnConnect : isHere ? SecureSocketOptions.StartTlsWhenAvailable : SecureSocketOptions.StartTls,
    };

    private static string? Given(string value) => value.Length > 0 ? value : null;
}
