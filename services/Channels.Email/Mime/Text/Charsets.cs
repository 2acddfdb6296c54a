using System.Text;

namespace Omnichannel.Channels.Email;

/// <summary>
/// Bytes to characters, by the names that mail gives its charsets. Total: an unknown name falls back on what the bytes look like, a wrong
/// byte becomes U+FFFD. MimeKit takes euc-kr, iso-8859-1 and others for less than what senders mean by them.
/// </summary>
internal static class Charsets
{
    static Charsets()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Encoding.RegisterProvider(new Iso8859.Provider());
    }

    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    public static Encoding Windows1252 { get; } = OfPage(1252);

    private static readonly Encoding Iso2022Jp = OfPage(50220);

    /// <summary>A byte order mark says more than any label (RFC 2781, 4.3; WHATWG Encoding).</summary>
    private static readonly (byte[] Mark, Encoding Encoding)[] Marks =
        [([0xEF, 0xBB, 0xBF], Encoding.UTF8), ([0xFE, 0xFF], Encoding.BigEndianUnicode), ([0xFF, 0xFE], Encoding.Unicode)];

    /// <param name="charset">As the mail names it; null = it does not.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, string? charset)
    {
        foreach (var (mark, encoding) in Marks)
        {
            if (bytes.StartsWith(mark))
                return encoding.GetString(bytes[mark.Length..]);
        }

        return Find(charset) is { } named ? named.GetString(bytes) : Guess(bytes, null);
    }

    /// <summary>Header bytes: UTF-8 if they are that, else the body's charset, else Windows-1252.</summary>
    public static string DecodeHeader(ReadOnlySpan<byte> bytes, string? bodyCharset) => Guess(bytes, bodyCharset);

    /// <summary>Null for names that are unknown, that say nothing, or that are refused: UTF-7 hides markup from every check.</summary>
    public static Encoding? Find(string? charset)
    {
        var name = charset?.Trim().Trim('"', '\'').Trim() ?? "";
        if (CharsetNames.IsSilent(name) || name.Length > 40 || name.Contains("utf-7", StringComparison.OrdinalIgnoreCase) || name.Contains("utf7", StringComparison.OrdinalIgnoreCase))
            return null;
        // Asked in this way it says no without an exception, of which a mail could cause a million.
        return CharsetNames.PageOf(name) is { } page ? OfPage(page) : CodePagesEncodingProvider.Instance.GetEncoding(name);
    }

    private static Encoding OfPage(int page) => CodePagesEncodingProvider.Instance.GetEncoding(page) ?? Iso8859.OfPage(page) ?? Encoding.GetEncoding(page);

    private static string Guess(ReadOnlySpan<byte> bytes, string? second)
    {
        if (!bytes.ContainsAnyInRange((byte)0x80, (byte)0xFF))
        {
            // Seven bits, and yet no ASCII: the escape sequences of Japanese mail.
            return bytes.IndexOf("\x1b$"u8) >= 0 ? Iso2022Jp.GetString(bytes) : Encoding.ASCII.GetString(bytes);
        }

        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return (Find(second) is { } named and not UTF8Encoding ? named : Windows1252).GetString(bytes);
        }
    }
}
