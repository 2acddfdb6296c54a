using System.Globalization;
using System.Text;

namespace Omnichannel.Simulator;

/// <summary>The server's end of one IMAP connection: commands in, with their literals, and lines out.</summary>
internal sealed class ImapLine(Stream stream) : IDisposable
{
    private const int MaxCommand = 64 * 1024;
    private readonly BufferedStream _in = new(stream, 16 * 1024);

    /// <summary>The next command, its literals as quoted strings; null when the other side has left, or says more than anybody has to say.</summary>
    public async Task<string?> ReadAsync(CancellationToken ct)
    {
        var command = new StringBuilder();
        while (await LineAsync(ct) is { } line && command.Length < MaxCommand)
        {
            if (!line.EndsWith('}') || line.LastIndexOf('{') is not (>= 0 and var open)
                || !int.TryParse(line.AsSpan(open + 1, line.Length - open - 2).TrimEnd('+'), NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > MaxCommand)
                return command.Append(line).ToString();
            if (!line.EndsWith("+}", StringComparison.Ordinal))
                await SayAsync("+ go on", ct);
            var literal = new byte[length];
            await _in.ReadExactlyAsync(literal, ct);
            command.Append(line.AsSpan(0, open)).Append('"').Append(Encoding.UTF8.GetString(literal).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
        }

        return null;
    }

    public Task SayAsync(string line, CancellationToken ct) => SayAsync(line, [], ct);

    /// <param name="more">Bytes to follow on the same line.</param>
    public async Task SayAsync(string line, byte[] more, CancellationToken ct)
    {
        await stream.WriteAsync((byte[])[.. Encoding.UTF8.GetBytes(line), .. more, (byte)'\r', (byte)'\n'], ct);
        await stream.FlushAsync(ct);
    }

    public void Dispose() => _in.Dispose();

    private async Task<string?> LineAsync(CancellationToken ct)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (line.Count < MaxCommand && await _in.ReadAsync(one, ct) > 0)
        {
            if (one[0] == '\n')
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }

        return null;
    }
}
