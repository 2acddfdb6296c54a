using System.Text;

namespace Omnichannel.Hosting;

/// <summary>What a file is: by its first bytes where they say (the signatures of each format's specification), else as declared if harmless.</summary>
public static class ContentTypes
{
    public const int HeadLength = 64;
    public const string Unknown = "application/octet-stream";

    private static readonly (int Offset, byte[] Bytes, string Type)[] Signatures =
    [
        (0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        (0, [0xFF, 0xD8, 0xFF], "image/jpeg"),
        (0, "GIF87a"u8.ToArray(), "image/gif"),
        (0, "GIF89a"u8.ToArray(), "image/gif"),
        (8, "WEBP"u8.ToArray(), "image/webp"),
        (8, "WAVE"u8.ToArray(), "audio/wav"),
        (4, "ftypavif"u8.ToArray(), "image/avif"),
        (4, "ftypheic"u8.ToArray(), "image/heic"),
        (4, "ftypM4A"u8.ToArray(), "audio/mp4"),
        (4, "ftyp3g"u8.ToArray(), "video/3gpp"),
        (4, "ftyp"u8.ToArray(), "video/mp4"),
        (0, "%PDF-"u8.ToArray(), "application/pdf"),
        (0, "OggS"u8.ToArray(), "audio/ogg"),
        (0, "#!AMR"u8.ToArray(), "audio/amr"),
        (0, "ID3"u8.ToArray(), "audio/mpeg"),
        (0, [0x49, 0x49, 0x2A, 0x00], "image/tiff"),
        (0, [0x4D, 0x4D, 0x00, 0x2A], "image/tiff"),
        (0, [0x1F, 0x8B], "application/gzip"),
    ];

    /// <summary>Types whose bytes say nothing, or less than the declaration does, and that no browser runs.</summary>
    private static readonly HashSet<string> Believed = new(StringComparer.OrdinalIgnoreCase)
    {
        "text/plain", "text/csv", "text/calendar", "text/vcard", "text/x-vcard", "application/json", "application/zip", "application/rtf",
        "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint", "message/rfc822", "audio/aac", "audio/mpeg",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet", "application/pkcs7-signature",
        "application/pgp-signature", "application/ms-tnef",
    };

    /// <param name="head">The first <see cref="HeadLength"/> bytes.</param>
    public static string Of(ReadOnlySpan<byte> head, string? declared)
    {
        foreach (var (offset, bytes, type) in Signatures)
        {
            if (head.Length >= offset + bytes.Length && head.Slice(offset, bytes.Length).SequenceEqual(bytes))
                return type;
        }

        var plain = declared?.Split(';')[0].Trim() ?? "";
        return Believed.Contains(plain) && !LooksLikeMarkup(head) ? plain.ToLowerInvariant() : Unknown;
    }

    private static bool LooksLikeMarkup(ReadOnlySpan<byte> head) => Encoding.Latin1.GetString(head).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n')
        .StartsWith('<');
}
