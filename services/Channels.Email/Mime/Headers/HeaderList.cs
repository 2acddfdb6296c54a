namespace Omnichannel.Channels.Email;

/// <summary>The headers of a mail or of a part, in their order, names in any case, repeated ones kept.</summary>
internal sealed class HeaderList(IReadOnlyList<HeaderField> fields)
{
    public static HeaderList Empty { get; } = new([]);

    public IReadOnlyList<HeaderField> Fields => fields;

    /// <summary>The charset that 8-bit bytes in headers are tried in after UTF-8: the body's.</summary>
    public string? Charset { get; init; }

    /// <summary>The first value under a name, not decoded further; null when there is none.</summary>
    public string? this[string name] => fields.FirstOrDefault(field => field.Is(name))?.Text(Charset);

    /// <summary>All values under a name, top first.</summary>
    public IEnumerable<string> All(string name) => fields.Where(field => field.Is(name)).Select(field => field.Text(Charset));

    /// <summary>The first value under a name with its encoded words read, on one line; null when there is none.</summary>
    public string? Decoded(string name) => this[name] is { } value ? EncodedWords.Decode(value) : null;

    public bool Has(string name) => fields.Any(field => field.Is(name));

    public HeaderList WithCharset(string? charset) => new(fields) { Charset = charset };

    /// <summary>The same with these before all others, as a mail server writes what it knows.</summary>
    public HeaderList Under(IEnumerable<HeaderField> more) => new([.. more, .. fields]) { Charset = Charset };
}
