using System.Text;

namespace Omnichannel.Channels.Email;

/// <summary>A form as mail providers post it: fields as raw bytes, each perhaps in a charset of its own, and files.</summary>
internal sealed class PostedForm
{
    private readonly Dictionary<string, byte[]> _fields = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, MailFile> _files = new(StringComparer.OrdinalIgnoreCase);

    private PostedForm()
    {
    }

    /// <summary>By field name.</summary>
    public IReadOnlyDictionary<string, MailFile> Files => _files;

    /// <summary>A field as UTF-8; null when there is none.</summary>
    public string? this[string name] => Text(name, null);

    /// <param name="charset">Null = UTF-8, or what the bytes look like.</param>
    public string? Text(string name, string? charset) => _fields.TryGetValue(name, out var bytes) ? Charsets.Decode(bytes, charset) : null;

    public byte[]? Bytes(string name) => _fields.GetValueOrDefault(name);

    /// <summary>Reads both kinds of form; null for a body that is neither.</summary>
    public static PostedForm? Read(string? contentType, byte[] body)
    {
        var type = contentType?.Split(';')[0].Trim().ToLowerInvariant();
        return type == "application/x-www-form-urlencoded" ? ReadEncoded(body) : type == "multipart/form-data" ? ReadMultipart(contentType!, body) : null;
    }

    private static PostedForm? ReadEncoded(byte[] body)
    {
        if (FormBody.Read(body) is not { } read)
            return null;
        var form = new PostedForm();
        foreach (var (name, value) in read.Fields)
            form._fields.TryAdd(name, Encoding.UTF8.GetBytes(value));
        return form;
    }

    /// <summary>A form of parts is a mail of parts: the same parser reads it, one level deep.</summary>
    private static PostedForm? ReadMultipart(string contentType, byte[] body)
    {
        if (contentType.AsSpan().ContainsAny('\r', '\n') || MimeReading.OfForm(contentType, body).Root is not { } root)
            return null;
        var form = new PostedForm();
        foreach (var part in root.Parts)
        {
            if (part.Disposition.Parameters["name"] is not { Length: > 0 } name)
                continue;
            if (part.FileName is { } file)
                form._files.TryAdd(name, new MailFile(file, part.Type, part.ContentId, part.Content()));
            else
                form._fields.TryAdd(name, part.Content());
        }

        return form;
    }
}
