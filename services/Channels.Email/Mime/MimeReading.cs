using System.Text;

namespace Omnichannel.Channels.Email;

/// <summary>What reading a mail led to.</summary>
/// <param name="Root">Null when a bound was passed.</param>
/// <param name="Problem">Which bound: <c>mail.too-deep</c>, <c>mail.too-many-parts</c> or <c>mail.headers-too-large</c>; else null.</param>
internal sealed record MimeReading(MailPart? Root, string? Problem)
{
    /// <summary>Reads a mail. Total.</summary>
    public static MimeReading Of(byte[] mail) => PartReader.Read(WithLineFeeds(mail));

    /// <summary>Reads the parts of a multipart and nothing within them: an HTTP form's files are not ours to take apart.</summary>
    public static MimeReading OfForm(string contentType, byte[] body) =>
        PartReader.Read([.. Encoding.UTF8.GetBytes($"Content-Type: {contentType}\r\n\r\n"), .. body], isFlat: true);

    /// <summary>Fields as a provider hands them over, as a mail without a body.</summary>
    public static MimeReading OfFields(IEnumerable<(string Name, string Value)> fields) => Of(Encoding.UTF8.GetBytes(
        string.Concat(fields.Where(field => HeaderBytes.IsName(field.Name)).Select(field => $"{field.Name}: {HeaderBytes.OneLine(field.Value)}\r\n")) + "\r\n"));

    /// <summary>Of a few old programs a bare CR is all the line end there is; MimeKit knows none but LF.</summary>
    private static byte[] WithLineFeeds(byte[] mail)
    {
        if (!mail.Contains((byte)'\r') || mail.Contains((byte)'\n'))
            return mail;
        var mended = mail.ToArray();
        mended.AsSpan().Replace((byte)'\r', (byte)'\n');
        return mended;
    }
}
