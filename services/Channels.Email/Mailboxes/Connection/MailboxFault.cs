using System.Net.Sockets;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;

namespace Omnichannel.Channels.Email;

/// <summary>Why a mailbox cannot be watched: a stable code for logs and health, and a sentence for who set it up.</summary>
/// <param name="code">Such as <c>mailbox.sign-in-refused</c>; says nothing about anybody.</param>
/// <param name="message">A plain sentence; may quote the server, so it is for the operator's eyes alone.</param>
internal sealed class MailboxFault(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public const string SignInRefused = "mailbox.sign-in-refused";
    private const int LongestQuote = 300;

    public string Code => code;

    public static MailboxFault CannotMark(string why) => new("mailbox.cannot-mark", $"the folder can be read, but {why}");

    public static MailboxFault FolderMissing(string folder, IEnumerable<string> there) =>
        new("mailbox.folder-missing", $"there is no folder '{folder}'; there are {string.Join(", ", there.Take(20).Select(name => $"'{name}'"))}");

    /// <summary>What went wrong with a mailbox, in a sentence.</summary>
    /// <param name="certificate">What was found wrong with the server's certificate; null = nothing.</param>
    public static MailboxFault Of(Exception exception, Mailbox mailbox, string? certificate = null) => exception switch
    {
        MailboxFault fault => fault,
        HttpRequestException { StatusCode: not null } => new("mailbox.no-token", exception.Message.TrimEnd('.'), exception),
        HttpRequestException => new("mailbox.no-token", $"the token endpoint gives no token: {exception.Message.TrimEnd('.')}", exception),
        SslHandshakeException when certificate is not null =>
            new("mailbox.certificate", $"the certificate of {mailbox.Host} is not accepted: {certificate}", exception),
        SslHandshakeException => new("mailbox.no-tls", $"{mailbox.Host} does not speak TLS on port {mailbox.Port}; is Tls right for this port?", exception),
        NotSupportedException when mailbox.Security == SecureSocketOptions.StartTls =>
            new("mailbox.no-tls", $"{mailbox.Host} does not offer STARTTLS on port {mailbox.Port}; try Tls 'implicit' with port 993", exception),
        AuthenticationException => new(SignInRefused, $"{mailbox.Host} refuses the sign-in: {Quote(exception.Message)}", exception),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            new("mailbox.host-unknown", $"there is no host '{mailbox.Host}'", exception),
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
            new("mailbox.refused", $"nothing listens on port {mailbox.Port} of {mailbox.Host}", exception),
        SocketException => new("mailbox.unreachable", $"{mailbox.Host} cannot be reached: {exception.Message}", exception),
        OperationCanceledException or TimeoutException => new("mailbox.timeout", $"{mailbox.Host} does not answer within {mailbox.Timeout:c}", exception),
        ImapCommandException => new("mailbox.command-refused", $"{mailbox.Host} refuses: {Quote(exception.Message)}", exception),
        ProtocolException => new("mailbox.cut", $"what {mailbox.Host} says on port {mailbox.Port} is no IMAP, or ends in the middle", exception),
        IOException => new("mailbox.cut", $"{mailbox.Host} has cut the connection", exception),
        ServiceNotConnectedException or ServiceNotAuthenticatedException or FolderNotOpenException => new("mailbox.cut", $"{mailbox.Host} has cut the connection", exception),
        _ => new("mailbox.failed", $"it failed: {exception.GetType().Name}", exception),
    };

    /// <summary>A server's words, as one line of bearable length.</summary>
    private static string Quote(string words)
    {
        var line = new string([.. words.Select(c => char.IsControl(c) ? ' ' : c)]).Trim();
        return line.Length > LongestQuote ? line[..LongestQuote] : line;
    }
}
