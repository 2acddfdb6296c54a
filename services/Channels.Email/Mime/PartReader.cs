using MimeKit;

namespace Omnichannel.Channels.Email;

/// <summary>
/// MimeKit's walk through a mail, made to a tree of parts, with our bounds kept while it walks: it has none of its own, and a header of 10 MB
/// cost it 12 GB of allocations. A part's body stays where it lies in the mail.
/// </summary>
internal sealed class PartReader : MimeReader
{
    private readonly byte[] _mail;
    private readonly FencedStream _stream;
    private readonly Stack<Open> _open = new();
    private readonly int _depth;
    private List<Header> _fields = [];
    private long? _bodyFrom;
    private long _fieldsEnd;
    private bool _isSeparated;
    private readonly MimeTally _tally;
    private MailPart? _root;

    private PartReader(byte[] mail, FencedStream stream, ParserOptions options, int depth, MimeTally tally)
        : base(options, stream, MimeFormat.Entity) => (_mail, _stream, _depth, _tally) = (mail, stream, depth, tally);

    /// <summary>A part that has begun, while the parts within it are read.</summary>
    private sealed record Open(ContentType Type, MailHeaders Headers, long? BodyFrom)
    {
        public List<MailPart> Parts { get; } = [];

        public ReadOnlyMemory<byte> Body { get; set; }
    }

    /// <summary>Total.</summary>
    /// <param name="isFlat">Multiparts and mails within the outermost part are leaves.</param>
    public static MimeReading Read(byte[] mail, bool isFlat = false)
    {
        try
        {
            var options = isFlat ? HeaderBytes.FlatOptions : HeaderBytes.Options;
            return new MimeReading(Read(mail, options, 0, new MimeTally()), null);
        }
        catch (BoundPassedException passed)
        {
            return new MimeReading(null, passed.Message);
        }
    }

    private static MailPart Read(byte[] raw, ParserOptions options, int depth, MimeTally tally)
    {
        var mail = CharsetLabels.InTypes(raw);
        using var stream = new FencedStream(mail);
        var reader = new PartReader(mail, stream, options, depth, tally);
        try
        {
            reader.ReadMessage();
        }
        catch (FormatException) when (reader._root is null && mail is not [(byte)'\n', ..])
        {
            // Its first line is no header: it has none, and all of it is its body.
            return Read([(byte)'\n', .. mail], options, depth, tally);
        }
        catch (FormatException)
        {
            // Nothing at all.
        }

        return reader._root ?? new MailPart(MailHeaders.Empty, new ContentType("text", "plain"), ReadOnlyMemory<byte>.Empty, []);
    }

    protected override void OnHeadersBegin(long beginOffset, int beginLineNumber, CancellationToken cancellationToken)
    {
        (_fields, _bodyFrom, _isSeparated, _fieldsEnd) = ([], null, false, beginOffset);
        _stream.FenceFrom(beginOffset);
    }

    protected override void OnHeaderRead(Header header, int beginLineNumber, CancellationToken cancellationToken)
    {
        var offset = header.Offset!.Value;
        var end = offset + header.RawField.Length;
        if (end < _mail.Length && _mail[end] == ':')
        {
            _fields.Add(header);
            (_bodyFrom, _fieldsEnd) = (null, end + 1 + header.RawValue.Length);
        }
        else if (_fields.Count > 0)
        {
            // Lines that are none, after the last header: the mail has lost its empty line, and here its body begins.
            _bodyFrom ??= offset;
        }
    }

    protected override void OnBodySeparator(long beginOffset, int lineNumber, long endOffset, CancellationToken cancellationToken) => _isSeparated = true;

    protected override void OnHeadersEnd(long beginOffset, int beginLineNumber, long endOffset, int endLineNumber, CancellationToken cancellationToken)
    {
        _stream.Unfence();
        _tally.AddHeaders(endOffset - beginOffset);
    }

    protected override void OnMimePartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => Begin(contentType);

    protected override void OnMimePartContentEnd(
        long beginOffset, int beginLineNumber, long endOffset, int lines, NewLineFormat? newLineFormat, CancellationToken cancellationToken) =>
        _open.Peek().Body = Slice(_open.Peek().BodyFrom ?? beginOffset, endOffset);

    protected override void OnMimePartEnd(
        ContentType contentType, long beginOffset, int beginLineNumber, long headersEndOffset, long endOffset, int lines, CancellationToken cancellationToken)
    {
        var part = _open.Peek();
        // Forbidden for mails within mails (RFC 2046, 5.2.1), and done: decoded it is a mail of its own, and smaller.
        if (part.Type.IsMimeType("message", "rfc822") && Options.MaxMimeDepth > 1)
        {
            part.Parts.Add(Read(TransferDecoding.Decode(part.Body, part.Headers["Content-Transfer-Encoding"]), Options, _depth + _open.Count, _tally));
        }

        End();
    }

    protected override void OnMultipartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => Begin(contentType);

    protected override void OnMultipartEnd(
        ContentType contentType, long beginOffset, int beginLineNumber, long headersEndOffset, long endOffset, int lines, CancellationToken cancellationToken)
    {
        _open.Peek().Body = Slice(headersEndOffset, endOffset);
        End();
    }

    protected override void OnMessagePartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => Begin(contentType);

    protected override void OnMimeMessageEnd(
        long beginOffset, int beginLineNumber, long headersEndOffset, long endOffset, int lines, CancellationToken cancellationToken)
    {
        // Of headers that a boundary ends, MimeKit counts the boundary in.
        if (_open.TryPeek(out var around))
            around.Body = Slice(beginOffset, !_isSeparated && around.Parts is [{ Parts.Count: 0 }] ? Math.Min(endOffset, _fieldsEnd) : endOffset);
    }

    protected override void OnMessagePartEnd(
        ContentType contentType, long beginOffset, int beginLineNumber, long headersEndOffset, long endOffset, int lines, CancellationToken cancellationToken) => End();

    private void Begin(ContentType type)
    {
        _tally.AddPart(_depth + _open.Count);
        _open.Push(new Open(type, new MailHeaders(_fields, type.Charset), _bodyFrom));
    }

    private void End()
    {
        var ended = _open.Pop();
        // Headers alone are no mail.
        var part = new MailPart(ended.Headers, ended.Type, ended.Body, ended.Type.IsMimeType("message", "rfc822") || ended.Type.IsMimeType("multipart", "*") ? ended.Parts : []);
        if (_open.TryPeek(out var around))
            around.Parts.Add(part);
        else
            _root = part;
    }

    private ReadOnlyMemory<byte> Slice(long from, long to) => to <= from ? ReadOnlyMemory<byte>.Empty : _mail.AsMemory((int)from..(int)to);
}
