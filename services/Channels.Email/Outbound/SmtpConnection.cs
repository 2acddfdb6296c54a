using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Omnichannel.Channels.Email;

/// <summary>The client's end of one SMTP connection: commands out, replies in, TLS on request.</summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    private const int MaxReplyLine = 2_000;
    private const int MaxReplyLines = 100;
    private readonly TcpClient _tcp;
    private Stream _stream;
    private readonly byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;

    private SmtpConnection(TcpClient tcp)
    {
        _tcp = tcp;
        _stream = tcp.GetStream();
    }

    public bool IsEncrypted => _stream is SslStream;

    public static async Task<SmtpConnection> ConnectAsync(string host, int port, CancellationToken ct)
    {
        var tcp = new TcpClient { NoDelay = true };
        try
        {
            await tcp.ConnectAsync(host, port, ct);
            return new SmtpConnection(tcp);
        }
        catch
        {
            tcp.Dispose();
            throw;
        }
    }

    /// <param name="trustAny">On loopback: nobody stands between, and nobody gives a certificate for it.</param>
    public async Task StartTlsAsync(string host, bool trustAny, CancellationToken ct)
    {
        // What came before the handshake came from anybody.
        _start = _end = 0;
        var tls = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = tls;
        var options = new SslClientAuthenticationOptions { TargetHost = host };
        if (trustAny)
            options.RemoteCertificateValidationCallback = (_, _, _, errors) => trustAny || errors == SslPolicyErrors.None;
        await tls.AuthenticateAsClientAsync(options, ct);
    }

    /// <param name="command">Without its line end; never with one inside.</param>
    public async Task<SmtpReply> CommandAsync(string command, CancellationToken ct)
    {
        if (command.AsSpan().ContainsAny('\r', '\n'))
            throw new ArgumentException("A command is one line.", nameof(command));
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), ct);
        await _stream.FlushAsync(ct);
        return await ReadReplyAsync(ct);
    }

    /// <summary>Writes a mail's lines, dots doubled, up to but without the final dot.</summary>
    public async Task WriteDataAsync(byte[] mail, CancellationToken ct)
    {
        await _stream.WriteAsync(DotStuffing.Stuff(mail), ct);
        await _stream.FlushAsync(ct);
    }

    /// <summary>From here on the server may have the mail.</summary>
    public Task<SmtpReply> FinishDataAsync(CancellationToken ct) => CommandAsync(".", ct);

    /// <exception cref="IOException">The line was cut, or what came is no SMTP.</exception>
    public async Task<SmtpReply> ReadReplyAsync(CancellationToken ct)
    {
        var lines = new List<string>();
        while (lines.Count < MaxReplyLines)
        {
            var line = await ReadLineAsync(ct);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code < 200)
                throw new IOException("The server does not speak SMTP.");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-')
                return new SmtpReply(code, lines);
        }

        throw new IOException("The server's reply does not end.");
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _tcp.Dispose();
    }

    private async Task<string> ReadLineAsync(CancellationToken ct)
    {
        var line = new List<byte>(80);
        while (line.Count < MaxReplyLine)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, await _stream.ReadAsync(_buffer, ct));
                if (_end == 0)
                    throw new IOException("The server cut the line.");
            }

            var b = _buffer[_start++];
            if (b == '\n')
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(b);
        }

        throw new IOException("The server's reply is too long.");
    }
}
