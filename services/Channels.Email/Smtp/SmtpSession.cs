using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Omnichannel.Channels.Email;

/// <summary>What a listener and its connections share.</summary>
/// <param name="IsLmtp">RFC 2033: LHLO, and an answer for each recipient after the mail.</param>
/// <param name="Certificate">Null = no STARTTLS.</param>
internal sealed record SessionSettings(bool IsLmtp, EmailOptions Options, MailDelivery Delivery, X509Certificate2? Certificate, DataBudget Budget, TimeProvider Time)
{
    public ListenerOptions Listeners => Options.Listeners;
}

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
                if (_errors > ListenerOptions.MaxErrors)
                    End("421 4.7.0 Too many errors");
                // Answers to a batch of commands go out together (RFC 2920).
                if (!_reader.HasMore || _isOver)
                    await FlushAsync(ct);
            }
        }
        catch (TimeoutException)
        {
            End("421 4.4.2 Nothing came for too long");
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
            Fail("500 5.5.2 The line is too long");
            return;
        }

        if (line.AsSpan().ContainsAny((byte)'\n', (byte)'\0', (byte)'\r'))
        {
            Fail("500 5.5.2 Lines end in CRLF");
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
                Say("250 2.0.0 Forgotten");
                break;
            case "NOOP":
                Say("250 2.0.0 Here");
                break;
            case "VRFY":
                Say("252 2.5.0 Send it and see");
                break;
            case "HELP":
                Say("214 2.0.0 EHLO HELO LHLO MAIL RCPT DATA RSET NOOP STARTTLS QUIT");
                break;
            case "QUIT":
                End("221 2.0.0 Bye");
                break;
            case "EHLO" or "HELO" or "LHLO":
                Fail(settings.IsLmtp ? "500 5.5.1 This is LMTP: say LHLO" : "500 5.5.1 This is SMTP: say EHLO");
                break;
            default:
                Fail("502 5.5.1 Not known here");
                break;
        }
    }

    private void Hello(string verb, string argument)
    {
        if (argument.Length == 0)
        {
            Fail("501 5.5.4 Who is there?");
            return;
        }

        (_helo, _envelope) = (argument, null);
        if (verb == "HELO")
        {
            Say($"250 {settings.Listeners.HostName}");
            return;
        }

        Say($"250-{settings.Listeners.HostName}");
        Say("250-PIPELINING");
        Say($"250-SIZE {settings.Listeners.MaxSize}");
        Say("250-8BITMIME");
        Say("250-SMTPUTF8");
        if (settings.Certificate is not null && !IsEncrypted)
            Say("250-STARTTLS");
        Say("250 ENHANCEDSTATUSCODES");
    }

    private void Mail(string argument)
    {
        if (_helo is null)
            Fail("503 5.5.1 Say hello first");
        else if (_envelope is not null)
            Fail("503 5.5.1 One mail at a time");
        else if (SmtpPath.Read(argument, "FROM:") is not { } path)
            Fail("501 5.1.7 The sender cannot be read");
        else if (path.Parameters.Keys.FirstOrDefault(key => key is not ("SIZE" or "BODY" or "SMTPUTF8")) is not null)
            Fail("555 5.5.4 A parameter is not known here");
        else if (path.Parameters.TryGetValue("SIZE", out var size) && (!long.TryParse(size, out var bytes) || bytes > settings.Listeners.MaxSize))
            Fail("552 5.3.4 The mail is too large");
        else if (path.Parameters.TryGetValue("BODY", out var body) && body.ToUpperInvariant() is not ("7BIT" or "8BITMIME"))
            Fail("501 5.5.4 The body's kind is not known here");
        else if (!path.IsAscii && !path.Parameters.ContainsKey("SMTPUTF8"))
            Fail("553 5.6.7 Such an address needs SMTPUTF8");
        else
        {
            _envelope = new MailEnvelope(path.Address, []);
            Say("250 2.1.0 Sender noted");
        }
    }

    private void Recipient(string argument)
    {
        if (_envelope is null)
            Fail("503 5.5.1 The sender comes first");
        else if (SmtpPath.Read(argument, "TO:") is not { Address.Length: > 0 } path)
            Fail("501 5.1.3 The recipient cannot be read");
        else if (path.Parameters.Count > 0)
            Fail("555 5.5.4 A parameter is not known here");
        else if (_envelope.To.Count >= ListenerOptions.MaxRecipients)
            Fail("452 4.5.3 Too many recipients; send it to the others separately");
        // Nobody else's mail, whoever brings it.
        else if (path.Domain.Length > 0 && !settings.Options.Domains.Contains(path.Domain, StringComparer.OrdinalIgnoreCase))
            Fail("550 5.7.1 Not one of our domains");
        else
        {
            _envelope.To.Add(path.Domain.Length > 0 ? path.Address : $"{path.Address}@{settings.Options.Domain}");
            Say("250 2.1.5 Recipient noted");
        }
    }

    private async Task DataAsync(CancellationToken ct)
    {
        if (_envelope is not { To.Count: > 0 } envelope)
        {
            Fail(_envelope is null ? "503 5.5.1 The sender comes first" : "554 5.5.1 There is no recipient");
            return;
        }

        Say("354 End with a dot on a line of its own");
        await FlushAsync(ct);
        _envelope = null;
        var taken = 0L;
        var isTooLarge = false;
        try
        {
            var (mail, isWhole) = await _reader.ReadDataAsync(Admit, ct);
            if (mail is null)
                _isOver = true;
            else if (!isWhole)
                SayToEach(envelope, isTooLarge ? "552 5.3.4 The mail is too large" : "452 4.3.1 No room now, try again later");
            else
                await DeliverAsync(envelope, mail, ct);
        }
        finally
        {
            settings.Budget.Return(taken);
        }

        bool Admit(int size)
        {
            isTooLarge = size >= settings.Listeners.MaxSize;
            if (isTooLarge || !settings.Budget.TryTake(4096))
                return false;
            taken += 4096;
            return true;
        }
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
            Fail("502 5.5.1 Not now");
            return;
        }

        // Commands sent before the handshake would count as sent within it.
        if (argument.Length > 0 || _reader.HasMore)
        {
            End("501 5.5.4 Nothing may follow STARTTLS");
            return;
        }

        Say("220 2.0.0 Go ahead");
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
