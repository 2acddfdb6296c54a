using System.Text;

namespace Omnichannel.Channels.Email;

/// <summary>
/// Bytes to characters, by the many names that mail gives its charsets. Total: an unknown name falls back on what the bytes look like, a wrong
/// byte becomes U+FFFD.
/// </summary>
internal static class Charsets
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
    private static readonly Encoding Windows1252 = OfPage(1252);
    private static readonly Encoding Iso2022Jp = OfPage(50220);

    /// <summary>Names that .NET does not know, or knows as less than what senders mean by them (WHATWG Encoding, and mail seen in practice).</summary>
    private static readonly Dictionary<string, int> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["utf8"] = 65001,
        ["utf-8"] = 65001,
        ["utf_8"] = 65001,
        ["unicode-1-1-utf-8"] = 65001,
        ["utf8mb4"] = 65001,
        ["latin1"] = 1252,
        ["latin-1"] = 1252,
        ["iso-8859-1"] = 1252,
        ["iso8859-1"] = 1252,
        ["iso_8859-1"] = 1252,
        ["8859_1"] = 1252,
        ["cp1252"] = 1252,
        ["cp-1252"] = 1252,
        ["x-ansi"] = 1252,
        ["windows1252"] = 1252,
        ["iso-8859-1-windows-3.1-latin-1"] = 1252,
        ["cp-850"] = 850,
        ["cp850"] = 850,
        ["ibm850"] = 850,
        ["dos-850"] = 850,
        ["cp437"] = 437,
        ["cp-437"] = 437,
        ["cp1250"] = 1250,
        ["cp-1250"] = 1250,
        ["cp1251"] = 1251,
        ["cp-1251"] = 1251,
        ["cp1253"] = 1253,
        ["cp1254"] = 1254,
        ["cp1255"] = 1255,
        ["cp1256"] = 1256,
        ["cp1257"] = 1257,
        ["cp1258"] = 1258,
        ["cp866"] = 866,
        ["cp-866"] = 866,
        ["latin2"] = 28592,
        ["iso8859-2"] = 28592,
        ["iso8859-15"] = 28605,
        ["latin-9"] = 28605,
        ["latin9"] = 28605,
        ["iso-8859-8-i"] = 38598,
        ["iso-8859-8-e"] = 28598,
        ["iso-8859-9"] = 1254,
        ["iso-8859-11"] = 874,
        ["tis-620"] = 874,
        ["gb2312"] = 54936,
        ["gbk"] = 54936,
        ["x-gbk"] = 54936,
        ["gb_2312-80"] = 54936,
        ["cp936"] = 54936,
        ["euc-cn"] = 54936,
        ["big5-hkscs"] = 950,
        ["cp950"] = 950,
        ["ks_c_5601-1987"] = 949,
        ["ks_c_5601"] = 949,
        ["cp949"] = 949,
        ["uhc"] = 949,
        ["shift-jis"] = 932,
        ["shift_jis"] = 932,
        ["sjis"] = 932,
        ["x-sjis"] = 932,
        ["cp932"] = 932,
        ["windows-31j"] = 932,
        ["ms_kanji"] = 932,
        ["iso-2022-jp"] = 50220,
        ["iso-2022-jp-1"] = 50220,
        ["iso-2022-jp-2"] = 50220,
        ["iso-2022-jp-ms"] = 50220,
        ["cp50220"] = 50220,
        ["koi8r"] = 20866,
        ["koi8u"] = 21866,
        ["macintosh"] = 10000,
        ["x-mac-roman"] = 10000,
        ["macroman"] = 10000,
    };

    /// <summary>Says nothing about 8-bit bytes, so they are looked at.</summary>
    private static readonly HashSet<string> Silent = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "us-ascii", "ascii", "ansi_x3.4", "ansi_x3.4-1968", "ansi_x3.4-1986", "iso646-us", "646", "unknown-8bit", "x-unknown", "unknown",
        "default", "default_charset", "8bit", "7bit", "binary", "iso-10646", "unicode", "_iso-2022-jp",
    };

    /// <param name="charset">As the mail names it; null = it does not.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, string? charset) =>
        Find(charset) is { } encoding ? encoding.GetString(bytes) : Guess(bytes, null);

    /// <summary>Header bytes: UTF-8 if they are that, else the body's charset, else Windows-1252.</summary>
    public static string DecodeHeader(ReadOnlySpan<byte> bytes, string? bodyCharset) => Guess(bytes, bodyCharset);

    /// <summary>Null for names that are unknown, that say nothing, or that are refused: UTF-7 hides markup from every check.</summary>
    public static Encoding? Find(string? charset)
    {
        var name = charset?.Trim().Trim('"', '\'').Trim() ?? "";
        if (Silent.Contains(name) || name.Length > 40 || name.Contains("utf-7", StringComparison.OrdinalIgnoreCase) || name.Contains("utf7", StringComparison.OrdinalIgnoreCase))
            return null;
        if (Aliases.TryGetValue(name, out var page))
            return OfPage(page);
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static Encoding OfPage(int page) => CodePagesEncodingProvider.Instance.GetEncoding(page) ?? Encoding.GetEncoding(page);

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
