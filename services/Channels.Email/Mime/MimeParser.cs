namespace Omnichannel.Channels.Email;

/// <summary>
/// Bytes to a tree of parts, whatever the bytes. One walk over the lines with the boundaries of all multiparts that are open, so that the
/// time is linear and a boundary of an outer one also ends an inner one that has lost its own.
/// </summary>
internal sealed class MimeParser
{
    private const int LinesBeforeUnannouncedBoundary = 20;
    private readonly LineCursor _cursor;
    private readonly List<Boundary> _open = [];
    private readonly int _maxDepth;
    private string? _problem;
    private int _parts;
    private long _visitedWithin;

    private MimeParser(ReadOnlyMemory<byte> bytes, int maxDepth) => (_cursor, _maxDepth) = (new LineCursor(bytes), maxDepth);

    /// <summary>Reads a mail. Total.</summary>
    public static MimeReading Parse(ReadOnlyMemory<byte> mail) => new MimeParser(mail, int.MaxValue).Run(0);

    /// <summary>Reads the parts of a multipart and nothing within them: an HTTP form's files are not ours to take apart.</summary>
    public static MimeReading ParseFlat(ReadOnlyMemory<byte> mail) => new MimeParser(mail, 1).Run(0);

    private MimeReading Run(int depth)
    {
        var root = ReadPart("text/plain", depth);
        return new MimeReading(_problem is null ? root : null, _problem, _cursor.Visited + _visitedWithin);
    }

    private MimePart ReadPart(string defaultType, int depth)
    {
        if (depth > MimeLimits.Depth)
            Fail("mail.too-deep");
        if (++_parts > MimeLimits.Parts)
            Fail("mail.too-many-parts");
        if (HeaderScanner.Read(_cursor, IsOpenBoundary) is not { } headers)
        {
            Fail("mail.headers-too-large");
            headers = HeaderList.Empty;
        }

        var type = TypeOf(headers, defaultType);
        headers = headers.WithCharset(type["charset"]);
        var from = _cursor.Next;
        List<MimePart> parts = [];
        if (depth < _maxDepth && type.Value.StartsWith("multipart/", StringComparison.Ordinal))
            parts = ReadMultipart(type, depth);
        else if (depth < _maxDepth && type.Value is "message/rfc822" or "message/global" or "message/news")
            parts = ReadEnclosed(headers, depth);
        else
            SkipToBoundary();
        return new MimePart(headers, type, _cursor.Slice(from, _cursor.Next, withoutLastLineEnd: _open.Count > 0 && !_cursor.AtEnd), parts);
    }

    private static HeaderValue TypeOf(HeaderList headers, string defaultType)
    {
        var type = HeaderValue.Read(headers["Content-Type"] ?? defaultType);
        if (type.Value.Count(c => c == '/') == 1 && type.Value is not ['/', ..] and not [.., '/'])
            return type;
        // "text" alone is what old programs write; anything else that is no type means nothing.
        return type with { Value = type.Value == "multipart" ? "multipart/mixed" : type.Value == "message" ? "message/rfc822" : "text/plain" };
    }

    private List<MimePart> ReadMultipart(HeaderValue type, int depth)
    {
        var parts = new List<MimePart>();
        var boundary = Boundary.Of(type["boundary"]);
        var isDivided = false;
        for (var lines = 0; !isDivided && _cursor.MoveNext(); lines++)
        {
            if (boundary is null && lines < LinesBeforeUnannouncedBoundary && !IsOpenBoundary(_cursor.Line))
                boundary = Boundary.OfLine(_cursor.Line);
            isDivided = boundary?.IsDivider(_cursor.Line) == true;
            if (!isDivided && IsOpenBoundary(_cursor.Line))
            {
                _cursor.Stay();
                return parts;
            }
        }

        if (!isDivided)
            return parts;
        _open.Add(boundary!);
        var childType = type.Value == "multipart/digest" ? "message/rfc822" : "text/plain";
        while (_problem is null)
        {
            parts.Add(ReadPart(childType, depth + 1));
            if (!_cursor.MoveNext())
                break;
            if (boundary!.IsDivider(_cursor.Line))
                continue;
            _open.RemoveAt(_open.Count - 1);
            // Our own end: what follows says nothing. An outer boundary: the part that it belongs to reads it.
            if (boundary.IsEnd(_cursor.Line))
                SkipToBoundary();
            else
                _cursor.Stay();
            return parts;
        }

        _open.RemoveAt(_open.Count - 1);
        return parts;
    }

    private List<MimePart> ReadEnclosed(HeaderList headers, int depth)
    {
        if (TransferDecoding.IsIdentity(headers["Content-Transfer-Encoding"]))
            return [ReadPart("text/plain", depth + 1)];
        // Forbidden for mails within mails (RFC 2046, 5.2.1), and done: decoded it is a mail of its own, and smaller.
        var from = _cursor.Next;
        SkipToBoundary();
        var content = TransferDecoding.Decode(_cursor.Slice(from, _cursor.Next, withoutLastLineEnd: false).Span, headers["Content-Transfer-Encoding"]);
        var within = new MimeParser(content, _maxDepth) { _parts = _parts };
        var reading = within.Run(depth + 1);
        _parts = within._parts;
        _visitedWithin += reading.Visited;
        if (reading.Problem is { } problem)
            Fail(problem);
        return reading.Root is null ? [] : [reading.Root];
    }

    private void SkipToBoundary()
    {
        while (_cursor.MoveNext())
        {
            if (!IsOpenBoundary(_cursor.Line))
                continue;
            _cursor.Stay();
            return;
        }
    }

    private bool IsOpenBoundary(ReadOnlySpan<byte> line)
    {
        if (line is not [(byte)'-', (byte)'-', ..])
            return false;
        // The innermost is the likeliest.
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            if (_open[i].IsDivider(line) || _open[i].IsEnd(line))
                return true;
        }

        return false;
    }

    private void Fail(string problem)
    {
        _problem ??= problem;
        _cursor.Stop();
    }
}
