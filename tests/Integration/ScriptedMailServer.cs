using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Omnichannel.Integration;

/// <summary>A mail server that answers as a test tells it, one connection after another, and remembers what it was told.</summary>
internal sealed class ScriptedMailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, string?> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly bool _isImplicit;
    private readonly Task _work;

    /// <param name="answer">A reply to a command; empty = none; null = cut the line. The greeting is the answer to an empty command, the mail's
    /// to a dot.</param>
    /// <param name="certificate">For STARTTLS, once 220 was answered to it, or from the first byte.</param>
    public ScriptedMailServer(Func<string, string?> answer, X509Certificate2? certificate = null, bool isImplicit = false)
    {
        (_answer, _certificate, _isImplicit) = (answer, certificate, isImplicit);
        _listener.Start();
        _work = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Commands, and the mail's lines.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            try
            {
                await TalkAsync(client.GetStream());
            }
            catch (IOException)
            {
                // The client left.
            }
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        if (_isImplicit)
            stream = await EncryptAsync(stream);
        if (!await SayAsync(stream, _answer("")))
            return;
        var isMail = false;
        while (await LineAsync(stream) is { } line)
        {
            Heard.Enqueue(line);
            if (isMail && line != ".")
                continue;
            isMail = false;
            var answer = _answer(line);
            if (!await SayAsync(stream, answer))
                return;
            isMail = line == "DATA" && answer!.StartsWith("354", StringComparison.Ordinal);
            if (line == "STARTTLS" && answer!.StartsWith("220", StringComparison.Ordinal))
                stream = await EncryptAsync(stream);
        }
    }

    private async Task<Stream> EncryptAsync(Stream stream)
    {
        var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate });
        return tls;
    }

    private static async Task<bool> SayAsync(Stream stream, string? answer)
    {
        if (answer is { Length: > 0 })
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"));
        return answer is not null;
    }

    private static async Task<string?> LineAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one) > 0)
        {
            if (one[0] == '\n')
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }

        return null;
    }
}
