using MimeKit;

namespace Omnichannel.Channels.Email;

/// <summary>The headers of a mail or of a part, in their order, names in any case, repeated ones kept.</summary>
/// <param name="charset">The charset that 8-bit bytes in headers are tried in after UTF-8: the body's; null = it does not say.</param>
internal sealed class MailHeaders(IReadOnlyList<Header> fields, string? charset)
{
    public static MailHeaders Empty { get; } = new([], null);

    public bool IsEmpty => fields.Count == 0;

    /// <summary>Names as written, top first.</summary>
    public IEnumerable<string> Names => fields.Select(one => one.Field);

    /// <summary>The first value under a name, decoded, on one line; null when there is none.</summary>
    public string? this[string name] => Fields(name).FirstOrDefault() is { } first ? Text(first) : null;

    /// <summary>All values under a name, top first.</summary>
    public IEnumerable<string> All(string name) => Fields(name).Select(Text);

    /// <summary>All fields with their values, top first.</summary>
    public IEnumerable<(string Name, string Value)> All() => fields.Select(field => (field.Field, Text(field)));

    public bool Has(string name) => Fields(name).Any();

    /// <summary>The addresses under a name, of all its fields.</summary>
    public IEnumerable<MailAddress> Addresses(string name) => Fields(name).SelectMany(field => AddressList.Read(Canonical(field)));

    /// <summary>Without one, one that says nothing.</summary>
    public ContentDisposition Disposition() =>
        Fields("Content-Disposition").FirstOrDefault() is { } first && ContentDisposition.TryParse(HeaderBytes.Options, CharsetLabels.InParameters(Canonical(first)), out var read)
            ? read
            : new ContentDisposition(ContentDisposition.Inline);

    /// <summary>The same with these before all others, as a mail server writes what it knows.</summary>
    public MailHeaders Under(MailHeaders more) => new([.. more.Own, .. fields], charset);

    private IReadOnlyList<Header> Own => fields;

    private IEnumerable<Header> Fields(string name) => fields.Where(field => string.Equals(field.Field, name, StringComparison.OrdinalIgnoreCase));

    private byte[] Canonical(Header field) => HeaderBytes.Canonical(field.RawValue, charset);

    private string Text(Header field) => HeaderBytes.Decode(Canonical(field));
}
