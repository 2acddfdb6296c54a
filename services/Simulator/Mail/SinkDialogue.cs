using System.Security.Cryptography;
using System.Text;
using Omnichannel.Channels.Simulated;

namespace Omnichannel.Simulator;

/// <summary>One SMTP dialogue of the simulated server: sign-in, envelope, content. Takes mail for everybody, for it is the whole world.</summary>
internal sealed class SinkDialogue(Stream stream, SimulatedMail account, MailInbox inbox) : IDisposable
{
    private const int MaxMail = 40 * 1024 * 1024;
    private const int MaxLine = 4_096;
    private readonly BufferedStream _in = new(stream, 16 * 1024);
    private bool _isSignedIn;
    private string? _from;
    private string? _to;

    public async Task RunAsync(CancellationToken ct)
    {
        await SayAsync("220 simulator ESMTP", ct);
        while (await LineAsync(MaxLine, ct) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "DATA" && _to is not null)
            {
                if (!await DataAsync(ct))
                    return;
                continue;
            }

            await SayAsync(Answer(verb, line), ct);
            if (verb == "QUIT")
                return;
        }
    }

    private string Answer(string verb, string line)
    {
        switch (verb)
        {
            case "EHLO":
                return "250-simulator\r\n250-SIZE 41943040\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-AUTH PLAIN\r\n250 ENHANCEDSTATUSCODES";
            case "AUTH":
                _isSignedIn = IsOurs(line);
                return _isSignedIn ? "235 2.7.0 Authentication successful" : "535 5.7.8 Authentication credentials invalid";
            case "MAIL" when !_isSignedIn:
                return "530 5.7.0 Authentication required";
            case "MAIL":
                (_from, _to) = (Path(line), null);
                return "250 2.1.0 OK";
            case "RCPT" when _from is not null:
                _to = Path(line);
                return "250 2.1.5 OK";
            case "RSET":
                (_from, _to) = (null, null);
                return "250 2.0.0 OK";
            case "NOOP":
                return "250 2.0.0 OK";
            case "QUIT":
                return "221 2.0.0 Bye";
            default:
                return "503 5.5.1 Bad sequence of commands";
        }
    }

    /// <returns>False when the line was cut.</returns>
    private async Task<bool> DataAsync(CancellationToken ct)
    {
        await SayAsync("354 End data with <CR><LF>.<CR><LF>", ct);
        using var mail = new MemoryStream();
        while (await LineAsync(MaxLine, ct) is { } line && line != ".")
        {
            if (mail.Length > MaxMail)
                return false;
            mail.Write(Encoding.UTF8.GetBytes((line.StartsWith('.') ? line[1..] : line) + "\r\n"));
        }

        var answer = await inbox.AcceptAsync(_from!, _to!, mail.ToArray(), ct);
        (_from, _to) = (null, null);
        if (answer is not null)
            await SayAsync(answer, ct);
        return answer is not null;
    }

    private bool IsOurs(string line)
    {
        var bytes = new byte[line.Length];
        return line.Split(' ') is [_, var mechanism, var response] && mechanism.Equals("PLAIN", StringComparison.OrdinalIgnoreCase)
            && Convert.TryFromBase64String(response, bytes, out var length)
            && CryptographicOperations.FixedTimeEquals(
                SHA256.HashData(bytes.AsSpan(0, length)), SHA256.HashData(Encoding.UTF8.GetBytes($"\0{account.User}\0{account.Password}")));
    }

    public void Dispose() => _in.Dispose();

    private static string Path(string line) =>
        line.IndexOf('<', StringComparison.Ordinal) is >= 0 and var start && line.IndexOf('>', start) is > 0 and var end ? line[(start + 1)..end] : "";

    private async Task SayAsync(string line, CancellationToken ct)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), ct);
        await stream.FlushAsync(ct);
    }

    private async Task<string?> LineAsync(int max, CancellationToken ct)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (line.Count < max && await _in.ReadAsync(one, ct) > 0)
        {
            if (one[0] == '\n')
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }

        return null;
    }
}
