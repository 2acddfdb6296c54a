namespace Omnichannel.Channels.Email;

/// <summary>
/// Walks through bytes line by line and never goes back, whatever ends a line: CRLF, a bare LF or a bare CR. Who reads with it reads
/// every byte once.
/// </summary>
internal sealed class LineCursor(ReadOnlyMemory<byte> bytes)
{
    private int _end;

    /// <summary>Where the current line starts.</summary>
    public int Start { get; private set; }

    /// <summary>Where the next line starts.</summary>
    public int Next { get; private set; }

    /// <summary>Bytes looked at so far: the proof that reading is linear.</summary>
    public long Visited { get; private set; }

    /// <summary>The current line without its end.</summary>
    public ReadOnlySpan<byte> Line => bytes.Span[Start.._end];

    public bool AtEnd => Next >= bytes.Length;

    /// <summary>Goes to the next line; false when there is none.</summary>
    public bool MoveNext()
    {
        if (AtEnd)
            return false;
        Start = Next;
        var rest = bytes.Span[Start..];
        var length = rest.IndexOfAny((byte)'\r', (byte)'\n');
        if (length < 0)
        {
            _end = Next = bytes.Length;
        }
        else
        {
            _end = Start + length;
            Next = _end + (rest[length] == '\r' && length + 1 < rest.Length && rest[length + 1] == '\n' ? 2 : 1);
        }

        Visited += Next - Start;
        return true;
    }

    /// <summary>Makes the current line the next one again, for the next reader.</summary>
    public void Stay() => Next = Start;

    /// <summary>Nothing more to read.</summary>
    public void Stop() => Next = bytes.Length;

    /// <summary>What lies between two places, without the line end that belongs to a boundary after it.</summary>
    public ReadOnlyMemory<byte> Slice(int from, int to, bool withoutLastLineEnd)
    {
        if (to <= from)
            return ReadOnlyMemory<byte>.Empty;
        var slice = bytes[from..to];
        if (!withoutLastLineEnd)
            return slice;
        var span = slice.Span;
        if (span[^1] == '\n')
            return slice[..^(span.Length > 1 && span[^2] == '\r' ? 2 : 1)];
        return span[^1] == '\r' ? slice[..^1] : slice;
    }
}
