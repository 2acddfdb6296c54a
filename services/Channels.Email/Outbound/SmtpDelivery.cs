using System.Globalization;
using System.Text;

namespace Omnichannel.Channels.Email;

/// <summary>Hands one mail to a server: greeting, TLS, sign-in, envelope, content. One attempt, and exact about what the server may have.</summary>
internal sealed class SmtpDelivery(SmtpServer options, string ourName)
{
    /// <summary>The wait when the credentials are refused: they are ours to fix, and the mail waits for it.</summary>
    private static readonly TimeSpan WaitForCredentials = TimeSpan.FromSeconds(30);

    /// <param name="beforeLastDot">Runs when all but the last dot is out: from then on the server may have the mail.</param>
    /// <exception cref="IOException">The line was cut before that.</exception>
    public async Task<SendOutcome> DeliverAsync(SmtpConnection connection, string host, OutgoingMail mail, Func<Task> beforeLastDot, CancellationToken ct)
    {
        if (options.Tls == SmtpTls.Implicit)
            await connection.StartTlsAsync(host, options.IsLocal, ct);
        var (extensions, problem) = await GreetAsync(connection, host, ct);
        if (problem is not null)
            return problem;
        if (mail.NeedsUtf8 && !extensions!.Contains("SMTPUTF8"))
            return new SendOutcome.Rejected("recipient.needs-smtputf8", null);
        var bytes = MailWriter.Write(mail, eightBit: extensions!.Contains("8BITMIME"));
        if (extensions.MaxSize is { } max && bytes.Length > max)
            return new SendOutcome.Rejected("message.too-large", null);
        foreach (var command in new[] { MailCommand(mail, extensions, bytes.Length), RecipientCommand(mail, extensions), "DATA" })
        {
            var reply = await connection.CommandAsync(command, ct);
            if (!reply.IsPositive)
                return OutcomeOf(reply);
        }

        await connection.WriteDataAsync(bytes, ct);
        await beforeLastDot();
        try
        {
            var final = await connection.FinishDataAsync(ct);
            return final.IsPositive ? new SendOutcome.Accepted(mail.MessageId) : OutcomeOf(final);
        }
        catch (IOException)
        {
            return new SendOutcome.Unclear("provider.answer-lost");
        }
    }

    private async Task<(SmtpExtensions? Extensions, SendOutcome? Problem)> GreetAsync(SmtpConnection connection, string host, CancellationToken ct)
    {
        var greeting = await connection.ReadReplyAsync(ct);
        // A server that will not speak with us now says nothing about this mail.
        if (greeting.Code != 220)
            return (null, new SendOutcome.TryLater("provider.busy", null));
        if (await HelloAsync(connection, ct) is not { } extensions)
            return (null, new SendOutcome.TryLater("provider.busy", null));
        if (options.Tls is SmtpTls.StartTls or SmtpTls.WhenOffered && extensions.Contains("STARTTLS"))
        {
            if ((await connection.CommandAsync("STARTTLS", ct)).Code != 220)
                return (null, new SendOutcome.TryLater("provider.no-tls", null));
            await connection.StartTlsAsync(host, options.IsLocal || options.Simulated is not null, ct);
            // What was said before the handshake is forgotten (RFC 3207, 4.2).
            if (await HelloAsync(connection, ct) is not { } encrypted)
                return (null, new SendOutcome.TryLater("provider.busy", null));
            extensions = encrypted;
        }

        if (options.Tls == SmtpTls.StartTls && !connection.IsEncrypted)
            return (null, new SendOutcome.TryLater("provider.no-tls", null));
        return options.User is null || await SignInAsync(connection, extensions, ct)
            ? (extensions, null)
            : (null, new SendOutcome.TryLater("provider.credentials", WaitForCredentials));
    }

    private async Task<SmtpExtensions?> HelloAsync(SmtpConnection connection, CancellationToken ct)
    {
        var reply = await connection.CommandAsync($"EHLO {ourName}", ct);
        if (reply.IsPositive)
            return new SmtpExtensions([.. reply.Lines.Skip(1)]);
        return (await connection.CommandAsync($"HELO {ourName}", ct)).IsPositive ? new SmtpExtensions([]) : null;
    }

    private async Task<bool> SignInAsync(SmtpConnection connection, SmtpExtensions extensions, CancellationToken ct)
    {
        var (user, password) = (options.User!, options.Password ?? "");
        if (extensions.Offers("PLAIN"))
            return (await connection.CommandAsync($"AUTH PLAIN {Base64($"\0{user}\0{password}")}", ct)).IsPositive;
        return extensions.Offers("LOGIN")
            && (await connection.CommandAsync("AUTH LOGIN", ct)).Code == 334
            && (await connection.CommandAsync(Base64(user), ct)).Code == 334
            && (await connection.CommandAsync(Base64(password), ct)).IsPositive;
    }

    private static string MailCommand(OutgoingMail mail, SmtpExtensions extensions, int size)
    {
        var command = new StringBuilder($"MAIL FROM:<{mail.EnvelopeFrom}>");
        if (extensions.Contains("SIZE"))
            command.Append(CultureInfo.InvariantCulture, $" SIZE={size}");
        if (extensions.Contains("8BITMIME"))
            command.Append(" BODY=8BITMIME");
        if (mail.NeedsUtf8)
            command.Append(" SMTPUTF8");
        // Headers are enough to know the mail by, should it come back.
        if (extensions.Contains("DSN"))
            command.Append(CultureInfo.InvariantCulture, $" RET=HDRS ENVID={mail.MessageId.Trim('<', '>').Split('@')[0]}");
        return command.ToString();
    }

    private static string RecipientCommand(OutgoingMail mail, SmtpExtensions extensions) =>
        $"RCPT TO:<{mail.To}>{(extensions.Contains("DSN") ? " NOTIFY=FAILURE,DELAY" : "")}";

    private static SendOutcome OutcomeOf(SmtpReply reply) => reply switch
    {
        { IsTemporary: true } => new SendOutcome.TryLater("provider.busy", null),
        { Reason: "provider.credentials" } => new SendOutcome.TryLater("provider.credentials", WaitForCredentials),
        _ => new SendOutcome.Rejected(reply.Reason, reply.Status),
    };

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
