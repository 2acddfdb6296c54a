using System.Net.Security;
using System.Text;

namespace Omnichannel.Channels.Email;

/// <summary>One SMTP or LMTP dialogue, the server's side (RFC 5321, 2033). Takes mail for our own domains, relays nothing, knows no sign-in.</summary>
internal sealed class SmtpSession(SessionSettings settings, Stream connection, string peer)
{
    private readonly StringBuilder _answers = new();
    private Stream _stream = connection;
    private WireReader _reader = new(connection, settings.Listeners.IdleTimeout, settings.Time);
    private string? _helo;
    private MailEnvelope? _envelope;
    private int _errors;
    private bool _isOver;

    private bool IsEncrypted => _stream is SslStream;

    /// <summary>Until the other side leaves, misbehaves or falls silent.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            Say($"220 {settings.Listeners.HostName} {(settings.IsLmtp ? "LMTP" : "ESMTP")} Omnichannel");
            await FlushAsync(ct);
            while (!_isOver && await _reader.ReadLineAsync(ct) is { } line)
            {
                await HandleAsync(line, ct);
                if (_errors > ListenerSetup.MaxErrors)
                    End("421 4.7.0 Too many errors");
                // Answers to a batch of commands go out together (RFC 2920).
                if (!_reader.HasMore || _isOver)
                    await FlushAsync(ct);
            }
        }
        catch (TimeoutException)
        {
            End("421 4.4.2 Timeout, closing connection");
            await FlushAsync(ct);
        }
        finally
        {
            if (IsEncrypted)
                await _stream.DisposeAsync();
        }
    }

    private async Task HandleAsync(byte[] line, CancellationToken ct)
    {
        if (_reader.WasTooLong)
        {
            Fail("500 5.5.2 Line too long");
            return;
        }

        if (line.AsSpan().ContainsAny((byte)'\n', (byte)'\0', (byte)'\r'))
        {
            Fail("500 5.5.2 Lines must end in CRLF");
            return;
        }

        var text = Encoding.UTF8.GetString(line).TrimEnd(' ');
        var blank = text.IndexOf(' ', StringComparison.Ordinal);
        var (verb, argument) = blank < 0 ? (text.ToUpperInvariant(), "") : (text[..blank].ToUpperInvariant(), text[(blank + 1)..].Trim());
        switch (verb)
        {
            case "EHLO" or "HELO" when !settings.IsLmtp:
            case "LHLO" when settings.IsLmtp:
                Hello(verb, argument);
                break;
            case "MAIL":
                Mail(argument);
                break;
            case "RCPT":
                Recipient(argument);
                break;
            case "DATA":
                await DataAsync(ct);
                break;
            case "STARTTLS":
                await StartTlsAsync(argument, ct);
                break;
            case "RSET":
                _envelope = null;
                Say("250 2.0.0 Reset OK");
                break;
            case "NOOP":
                Say("250 2.0.0 OK");
                break;
            case "VRFY":
                Say("252 2.5.0 Cannot VRFY, send some mail and try");
                break;
            case "HELP":
                Say("214 2.0.0 EHLO HELO LHLO MAIL RCPT DATA RSET NOOP STARTTLS QUIT");
                break;
            case "QUIT":
                End("221 2.0.0 Bye");
                break;
            case "EHLO" or "HELO" or "LHLO":
                Fail(settings.IsLmtp ? "500 5.5.1 This is LMTP: send LHLO" : "500 5.5.1 This is SMTP: send EHLO");
                break;
            default:
                Fail("502 5.5.1 Command not implemented");
                break;
        }
    }

    private void Hello(string verb, string argument)
    {
        if (argument.Length == 0)
        {
            Fail("501 5.5.4 Host name required");
            return;
        }

        (_helo, _envelope) = (argument, null);
        if (verb == "HELO")
        {
            Say($"250 {settings.Listeners.HostName}");
            return;
        }

        var tls = settings.Certificate is not null && !IsEncrypted ? "250-STARTTLS\r\n" : "";
        Say($"250-{settings.Listeners.HostName}\r\n250-PIPELINING\r\n250-SIZE {settings.Listeners.MaxSize}\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n{tls}250 ENHANCEDSTATUSCODES");
    }

    private void Mail(string argument)
    {
        var path = SmtpPath.Read(argument, "FROM:");
        if (_helo is null)
            Fail("503 5.5.1 EHLO first");
        else if (_envelope is not null)
            Fail("503 5.5.1 Nested MAIL command");
        else if (EnvelopeRules.RefusalOfSender(path, settings.Listeners) is { } refusal)
            Fail(refusal);
        else
        {
            _envelope = new MailEnvelope(path!.Address, []);
            Say("250 2.1.0 Sender OK");
        }
    }

    private void Recipient(string argument)
    {
        var path = SmtpPath.Read(argument, "TO:");
        if (_envelope is null)
            Fail("503 5.5.1 MAIL first");
        else if (EnvelopeRules.RefusalOfRecipient(path, _envelope.To.Count, settings.Options) is { } refusal)
            Fail(refusal);
        else
        {
            _envelope.To.Add(path!.Domain.Length > 0 ? path.Address : $"{path.Address}@{settings.Options.Domain}");
            Say("250 2.1.5 Recipient OK");
        }
    }

    private async Task DataAsync(CancellationToken ct)
    {
        if (_envelope is not { To.Count: > 0 } envelope)
        {
            Fail(_envelope is null ? "503 5.5.1 MAIL first" : "554 5.5.1 No valid recipients");
            return;
        }

        Say("354 End data with <CR><LF>.<CR><LF>");
        await FlushAsync(ct);
        _envelope = null;
        using var transfer = new DataTransfer(settings);
        var (mail, refusal) = await transfer.ReadAsync(_reader, ct);
        if (mail is not null)
            await DeliverAsync(envelope, mail, ct);
        else if (refusal is not null)
            SayToEach(envelope, refusal);
        else
            _isOver = true;
    }

    private async Task DeliverAsync(MailEnvelope envelope, byte[] mail, CancellationToken ct)
    {
        var with = $"{(settings.IsLmtp ? "LMTP" : "ESMTP")}{(IsEncrypted ? "S" : "")}";
        var replies = new List<string>();
        foreach (var recipient in envelope.To)
        {
            var reply = await settings.Delivery.DeliverAsync(envelope, recipient, mail, _helo ?? "", peer, with, ct);
            replies.Add(reply);
            if (settings.IsLmtp)
                Say(reply);
        }

        // SMTP has one answer for all: only if each has it; those that have it already know it when it comes again.
        if (!settings.IsLmtp)
            Say(replies.Find(reply => !reply.StartsWith('2')) ?? replies[0]);
    }

    private async Task StartTlsAsync(string argument, CancellationToken ct)
    {
        if (settings.Certificate is null || IsEncrypted)
        {
            Fail("502 5.5.1 STARTTLS not available");
            return;
        }

        // Commands sent before the handshake would count as sent within it.
        if (argument.Length > 0 || _reader.HasMore)
        {
            End("501 5.5.4 No parameters allowed");
            return;
        }

        Say("220 2.0.0 Ready to start TLS");
        await FlushAsync(ct);
        var tls = new SslStream(_stream, leaveInnerStreamOpen: true);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = settings.Certificate }, ct)
            .WaitAsync(settings.Listeners.IdleTimeout, settings.Time, ct);
        (_stream, _reader) = (tls, new WireReader(tls, settings.Listeners.IdleTimeout, settings.Time));
        (_helo, _envelope) = (null, null);
    }

    private void SayToEach(MailEnvelope envelope, string reply)
    {
        for (var i = 0; i < (settings.IsLmtp ? envelope.To.Count : 1); i++)
            Say(reply);
    }

    private void Say(string reply) => _answers.Append(reply).Append("\r\n");

    private void Fail(string reply)
    {
        _errors++;
        Say(reply);
    }

    private void End(string reply)
    {
        Say(reply);
        _isOver = true;
    }

    private async Task FlushAsync(CancellationToken ct)
    {
        if (_answers.Length == 0)
            return;
        var bytes = Encoding.UTF8.GetBytes(_answers.ToString());
        _answers.Clear();
        await _stream.WriteAsync(bytes, ct);
        await _stream.FlushAsync(ct);
    }
}
