using System.Net;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Omnichannel.Channels.Email;

/// <summary>Hands one mail to a server: greeting, TLS, sign-in, envelope, content. One attempt, and exact about what the server may have.</summary>
internal sealed class SmtpDelivery(SmtpServer server, ClientCredentialsTokens tokens, string ourName)
{
    private readonly SmtpSignIn _signIn = new(server, tokens);

    private SecureSocketOptions Security => server.Tls switch
    {
        SmtpTls.Implicit => SecureSocketOptions.SslOnConnect,
        SmtpTls.StartTls => SecureSocketOptions.StartTls,
        SmtpTls.WhenOffered => SecureSocketOptions.StartTlsWhenAvailable,
        _ => SecureSocketOptions.None,
    };

    /// <param name="beforeLastDot">Runs when the content has begun to leave and its last dot has not: from then on the server may have the mail.</param>
    public async Task<SendOutcome> DeliverAsync(string host, int port, OutgoingMail mail, Action beforeLastDot, CancellationToken ct)
    {
        var content = new ContentStart(beforeLastDot);
        using var client = new MailSubmission(ourName, server.IsLocal || server.Simulated is not null);
        try
        {
            return await OpenAsync(client, host, port, ct) ?? await SendAsync(client, mail, content, ct);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ProtocolException or SslHandshakeException)
        {
            // Cut before its content: the server has no mail. After that only it knows.
            return content.HasBegun ? new SendOutcome.Unclear("provider.answer-lost") : SmtpOutcome.Unreachable;
        }
    }

    /// <returns>What is in the way; null = the server takes mail from us.</returns>
    private async Task<SendOutcome?> OpenAsync(MailSubmission client, string host, int port, CancellationToken ct)
    {
        try
        {
            await client.ConnectAsync(host, port, Security, ct);
        }
        catch (NotSupportedException)
        {
            return SmtpOutcome.NoTls;
        }
        catch (SmtpCommandException refusal)
        {
            // A server that will not speak with us now says nothing about this mail. 454 is what STARTTLS gets where it cannot be had (RFC 3207).
            return (int)refusal.StatusCode == 454 ? SmtpOutcome.NoTls : SmtpOutcome.Busy;
        }

        try
        {
            await _signIn.RunAsync(client, ct);
            return null;
        }
        catch (Exception exception) when (exception is AuthenticationException or NotSupportedException or SmtpCommandException or HttpRequestException { StatusCode: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError })
        {
            return SmtpOutcome.Credentials;
        }
        catch (HttpRequestException)
        {
            return SmtpOutcome.Unreachable;
        }
    }

    private static async Task<SendOutcome> SendAsync(MailSubmission client, OutgoingMail mail, ContentStart content, CancellationToken ct)
    {
        if (mail.NeedsUtf8 && !client.Capabilities.HasFlag(SmtpCapabilities.UTF8))
            return new SendOutcome.Rejected("recipient.needs-smtputf8", null);
        using var message = MailWriter.Write(mail);
        var format = FormatOptions.Default.Clone();
        format.International = mail.NeedsUtf8;
        if (client.MaxSize > 0 && await SizeAsync(message, format, ct) > client.MaxSize)
            return new SendOutcome.Rejected("message.too-large", null);
        try
        {
            await client.SendAsync(format, message, new MailboxAddress(null, mail.EnvelopeFrom), [new MailboxAddress(null, mail.To)], ct, content);
            return new SendOutcome.Accepted(mail.MessageId);
        }
        catch (SmtpCommandException refusal)
        {
            return SmtpOutcome.Of(refusal);
        }
        catch (ServiceNotAuthenticatedException)
        {
            return SmtpOutcome.Credentials;
        }
    }

    /// <summary>Near enough: how the server wants it encoded changes little.</summary>
    private static async Task<long> SizeAsync(MimeMessage message, FormatOptions format, CancellationToken ct)
    {
        using var measured = new MimeKit.IO.MeasuringStream();
        await message.WriteToAsync(format, measured, ct);
        return measured.Length;
    }
}
