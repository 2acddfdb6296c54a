namespace Omnichannel.Channels.Email;

/// <summary>One part of a mail: a leaf with content, a multipart with parts, or a mail within the mail with that mail as its one part.</summary>
/// <param name="Body">Its bytes as they came, still encoded for transfer.</param>
/// <param name="Parts">Of a multipart, or the root of an enclosed mail; none for a leaf.</param>
internal sealed record MimePart(HeaderList Headers, HeaderValue ContentType, ReadOnlyMemory<byte> Body, IReadOnlyList<MimePart> Parts)
{
    private HeaderValue? _disposition;

    /// <summary>Lower case, such as <c>text/plain</c>.</summary>
    public string Type => ContentType.Value;

    public string? Charset => ContentType["charset"];

    public HeaderValue Disposition => _disposition ??= HeaderValue.Read(Headers["Content-Disposition"] ?? "");

    public bool IsMultipart => Type.StartsWith("multipart/", StringComparison.Ordinal) && Parts.Count > 0;

    /// <summary>Without angle brackets; null when it has none.</summary>
    public string? ContentId => Headers["Content-ID"]?.Trim().Trim('<', '>').Trim() is { Length: > 0 } id ? id : null;

    /// <summary>The file name it goes by, as its sender wrote it; null when it has none.</summary>
    public string? FileName =>
        Named(Disposition, "filename") ?? Named(ContentType, "name") ?? LocationName(Headers["Content-Location"]);

    /// <summary>The bytes behind the transfer encoding.</summary>
    public byte[] Content() => TransferDecoding.Decode(Body.Span, IsMultipart ? null : Headers["Content-Transfer-Encoding"]);

    /// <summary>The text behind transfer encoding, charset and flowed lines; line ends are LF.</summary>
    public string Text()
    {
        var text = PlainLines.Clean(Charsets.Decode(Content(), Charset));
        return Type == "text/plain" && string.Equals(ContentType["format"], "flowed", StringComparison.OrdinalIgnoreCase)
            ? FlowedText.Unflow(text, string.Equals(ContentType["delsp"], "yes", StringComparison.OrdinalIgnoreCase))
            : text;
    }

    /// <summary>This part and all below it, top first.</summary>
    public IEnumerable<MimePart> All()
    {
        yield return this;
        foreach (var part in Parts)
        {
            foreach (var below in part.All())
                yield return below;
        }
    }

    private static string? Named(HeaderValue value, string parameter) =>
        value[parameter] is { Length: > 0 } name ? EncodedWords.Decode(name) : null;

    private static string? LocationName(string? location) =>
        location?.Split('?', '#')[0].TrimEnd('/') is { Length: > 0 } path && path[(path.LastIndexOf('/') + 1)..] is { Length: > 0 } last && last.Contains('.', StringComparison.Ordinal)
            ? Uri.UnescapeDataString(last)
            : null;
}
