using System.Text;
using Omnichannel.Contracts;

namespace Omnichannel.Channels.Sms;

/// <summary>
/// The text behind Kannel's bytes. <c>%C</c> names their charset, <c>%c</c> the coding on the air; a box with <c>mo-recode</c> may have changed
/// the one and not the other, so the charset comes first. Total: what fits nothing is read as Windows-1252.
/// </summary>
internal static class KannelText
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <param name="coding">0 GSM, 1 binary, 2 UCS-2; null when it is missing.</param>
    public static string Read(byte[] bytes, string charset, string coding)
    {
        if (charset.Length == 0 || charset.Equals("8-BIT", StringComparison.OrdinalIgnoreCase))
            return coding == "2" ? Encoding.BigEndianUnicode.GetString(bytes) : Guess(bytes);
        if (charset.StartsWith("GSM", StringComparison.OrdinalIgnoreCase))
            return Guess(bytes);
        return charset.ToUpperInvariant() switch
        {
            "UTF-8" or "UTF8" or "ASCII" or "US-ASCII" => Utf8(bytes),
            "UTF-16BE" or "UCS-2" or "UCS2" or "UTF-16" or "ISO-10646-UCS-2" => Encoding.BigEndianUnicode.GetString(bytes),
            "UTF-16LE" => Encoding.Unicode.GetString(bytes),
            _ => (Find(charset) ?? Windows1252).GetString(bytes),
        };
    }

    /// <summary>
    /// "GSM", or nothing, says what went over the air and not how Kannel wrote it down: older boxes hand on septets, newer ones UTF-8. What has
    /// control characters other than line ends is septets, for text that was decoded has none.
    /// </summary>
    private static string Guess(byte[] bytes) =>
        bytes.All(b => b < 0x80) && bytes.Any(b => b < 0x20 && b is not ((byte)'\n' or (byte)'\r' or (byte)'\t')) ? SmsText.FromGsm(bytes) : Utf8(bytes);

    private static string Utf8(byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Windows1252.GetString(bytes);
        }
    }

    private static Encoding? Find(string charset)
    {
        // UTF-7 is no charset for text from outside.
        if (charset.Equals("UTF-7", StringComparison.OrdinalIgnoreCase))
            return null;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
