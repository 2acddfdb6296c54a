namespace Omnichannel.Channels.Email;

/// <summary>
/// Reads commands and mail off a connection. Only CRLF ends a line and only CRLF . CRLF ends a mail: a reader that accepts less can be made to see two
/// mails where another server saw one.
/// </summary>
internal sealed class WireReader(Stream stream, TimeSpan idle, TimeProvider time)
{
    private const int MaxLine = 2_048;
    private readonly byte[] _buffer = new byte[32 * 1024];
    private int _start;
    private int _end;

    /// <summary>More has come already: an answer can wait until it is looked at (pipelining).</summary>
    public bool HasMore => _start < _end;

    /// <summary>A command without its CRLF; null when the other side is gone; empty with <see cref="WasTooLong"/> when it is over 2 kB.</summary>
    public async Task<byte[]?> ReadLineAsync(CancellationToken ct)
    {
        var line = new List<byte>(80);
        WasTooLong = false;
        while (await FillAsync(ct))
        {
            var b = _buffer[_start++];
            if (b == '\n' && line is [.., (byte)'\r'])
            {
                line.RemoveAt(line.Count - 1);
                return WasTooLong ? [] : [.. line];
            }

            if (line.Count >= MaxLine)
            {
                WasTooLong = true;
                line.Clear();
            }

            line.Add(b);
        }

        return null;
    }

    public bool WasTooLong { get; private set; }

    /// <summary>A mail up to its final dot, doubled dots made single.</summary>
    /// <param name="admit">Called before more is kept, with the bytes kept so far; false = the rest is read and discarded.</param>
    /// <returns>The mail; null when the other side is gone; empty when it was not admitted to its end.</returns>
    public async Task<(byte[]? Mail, bool IsWhole)> ReadDataAsync(Func<int, bool> admit, CancellationToken ct)
    {
        var mail = new MemoryStream();
        var isWhole = true;
        // Where we are between CRLF and CRLF: 0 in a line, 1 after CR, 2 at a line's beginning, 3 after a dot there, 4 after that dot and CR.
        var state = 2;
        while (await FillAsync(ct))
        {
            var b = _buffer[_start++];
            if (state == 3 && b == '\r')
            {
                state = 4;
                continue;
            }

            if (state == 4)
            {
                if (b == '\n')
                    return (isWhole ? mail.ToArray() : [], isWhole);
                // Dot, CR, and no LF: the dot was a doubled one's first, and the CR is content.
                Keep((byte)'\r');
                state = 1;
            }

            if (state == 2 && b == '.')
            {
                state = 3;
                continue;
            }

            Keep(b);
            state = b == '\r' ? 1 : b == '\n' && state == 1 ? 2 : 0;
        }

        return (null, false);

        void Keep(byte b)
        {
            isWhole = isWhole && ((mail.Length & 0xFFF) != 0 || admit((int)mail.Length));
            if (isWhole)
                mail.WriteByte(b);
        }
    }

    /// <exception cref="TimeoutException">Nothing came for too long.</exception>
    private async ValueTask<bool> FillAsync(CancellationToken ct)
    {
        if (_start < _end)
            return true;
        using var timeout = new CancellationTokenSource(idle, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            (_start, _end) = (0, await stream.ReadAsync(_buffer, either.Token));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException("Nothing came for too long.");
        }

        return _end > 0;
    }
}
