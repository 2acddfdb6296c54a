using System.Text;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.WebChat;

/// <summary>Which files visitors may send: what people photograph, scan and write, and nothing that runs or unfolds.</summary>
internal static class VisitorFiles
{
    public const int MostInMessage = 5;

    private const string OpenXml = "application/vnd.openxmlformats-officedocument.";
    private const string OpenDocument = "application/vnd.oasis.opendocument.";

    private static readonly HashSet<string> Welcome =
    [
        "image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/heic", "application/pdf", "text/plain", "text/csv",
        "application/msword", "application/vnd.ms-excel", "audio/mp4", "audio/mpeg", "audio/ogg", "video/mp4", "video/3gpp",
    ];

    /// <param name="type">As stored: by its bytes where they identify it.</param>
    /// <param name="head">The first <see cref="ContentTypes.HeadLength"/> bytes.</param>
    public static bool Takes(string type, ReadOnlySpan<byte> head) => type switch
    {
        // Their bytes say less than their names: at least they are the container that they have to be.
        _ when type.StartsWith(OpenXml, StringComparison.Ordinal) || type.StartsWith(OpenDocument, StringComparison.Ordinal) => head.StartsWith("PK\x03\x04"u8),
        "application/msword" or "application/vnd.ms-excel" => head.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]),
        "text/plain" or "text/csv" => IsText(head),
        _ => Welcome.Contains(type),
    };

    private static bool IsText(ReadOnlySpan<byte> head) =>
        !head.StartsWith("MZ"u8) && !head.StartsWith("#!"u8) && !head.Contains((byte)0) && !Encoding.Latin1.GetString(head).Any(c => c < ' ' && !char.IsWhiteSpace(c));
}
