using MimeKit;

namespace Omnichannel.Channels.Email;

/// <summary>One part of a mail: a leaf with content, a multipart with parts, or a mail within the mail with that mail as its one part.</summary>
/// <param name="ContentType">As declared, or what goes without saying where the part stands.</param>
/// <param name="Body">Its bytes as they came, still encoded for transfer.</param>
/// <param name="Parts">Of a multipart, or the root of an enclosed mail; none for a leaf.</param>
internal sealed record MailPart(MailHeaders Headers, ContentType ContentType, ReadOnlyMemory<byte> Body, IReadOnlyList<MailPart> Parts)
{
    private readonly Lazy<ContentDisposition> _disposition = new(() => Headers.Disposition());

    /// <summary>Lower case, such as <c>text/plain</c>.</summary>
    public string Type { get; } = TypeOf(Headers, ContentType);

    public string? Charset => ContentType.Charset;

    public ContentDisposition Disposition => _disposition.Value;

    public bool IsAttachment => Disposition.Disposition.Equals(ContentDisposition.Attachment, StringComparison.OrdinalIgnoreCase);

    public bool IsMultipart => Type.StartsWith("multipart/", StringComparison.Ordinal) && Parts.Count > 0;

    /// <summary>Without angle brackets; null when it has none.</summary>
    public string? ContentId => Headers["Content-ID"]?.Trim().Trim('<', '>').Trim() is { Length: > 0 } id ? id : null;

    /// <summary>The file name it goes by, as its sender wrote it; null when it has none.</summary>
    public string? FileName =>
        Disposition.FileName is { Length: > 0 } file ? HeaderBytes.OneLine(file)
        : ContentType.Name is { Length: > 0 } name ? HeaderBytes.OneLine(name)
        : LocationName(Headers["Content-Location"]);

    /// <summary>The bytes behind the transfer encoding.</summary>
    public byte[] Content() => TransferDecoding.Decode(Body, IsMultipart ? null : Headers["Content-Transfer-Encoding"]);

    /// <summary>The text behind transfer encoding, charset and flowed lines; line ends are LF.</summary>
    public string Text()
    {
        var content = Content();
        var text = PlainLines.Clean(Charsets.Decode(content, Charset ?? (Type == "text/html" ? HtmlCharset.In(content) : null)));
        return Type == "text/plain" && IsParameter("format", "flowed") ? FlowedText.Unflow(text, IsParameter("delsp", "yes")) : text;
    }

    /// <summary>This part and all below it, top first.</summary>
    public IEnumerable<MailPart> All()
    {
        yield return this;
        foreach (var part in Parts)
        {
            foreach (var below in part.All())
                yield return below;
        }
    }

    private bool IsParameter(string name, string value) => string.Equals(ContentType.Parameters[name], value, StringComparison.OrdinalIgnoreCase);

    /// <summary>What is no type of the form <c>a/b</c> is text: old programs write <c>text</c>, others anything.</summary>
    private static string TypeOf(MailHeaders headers, ContentType type) =>
        headers["Content-Type"] is { } declared && !declared.Split(';')[0].Contains('/', StringComparison.Ordinal) ? "text/plain" : type.MimeType.ToLowerInvariant();

    private static string? LocationName(string? location) =>
        location?.Split('?', '#')[0].TrimEnd('/') is { Length: > 0 } path && path[(path.LastIndexOf('/') + 1)..] is { Length: > 0 } last && last.Contains('.', StringComparison.Ordinal)
            ? Uri.UnescapeDataString(last)
            : null;
}
