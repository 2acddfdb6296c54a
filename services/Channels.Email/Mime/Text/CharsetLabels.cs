using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Omnichannel.Channels.Email;

/// <summary>
/// Names of charsets within headers, in encoded words (RFC 2047) and parameters (RFC 2231), as MimeKit may see them. It takes some for less than
/// senders mean, and it remembers each name that it does not know for good: a mail full of made-up ones would stay in memory.
/// </summary>
internal static partial class CharsetLabels
{
    /// <summary>In any header: the names in encoded words, each as a code page's.</summary>
    public static byte[] InWords(byte[] header) => header.AsSpan().IndexOf("=?"u8) >= 0 ? Replace(Word(), header) : header;

    /// <summary>In a header with parameters: also theirs.</summary>
    public static byte[] InParameters(byte[] header) => InWords(header) is var worded && worded.Contains((byte)'*') ? Replace(Parameter(), worded) : worded;

    /// <summary>The same in every line that looks like a <c>Content-Type</c>: those MimeKit reads itself on its way through a mail.</summary>
    /// <exception cref="BoundPassedException">They are more than all headers of a mail may be.</exception>
    public static byte[] InTypes(byte[] mail)
    {
        MemoryStream? mended = null;
        var (copied, looked) = (0, 0);
        for (var start = 0; start < mail.Length; start = NextLine(mail, start))
        {
            if (!IsType(mail.AsSpan(start)))
                continue;
            var end = EndOfField(mail, start);
            if (HasLabels(mail.AsSpan(start..end)))
            {
                looked += end - start;
                if (looked > MimeLimits.AllHeaderBytes)
                    throw new BoundPassedException("mail.headers-too-large");
                mended ??= new MemoryStream(mail.Length);
                mended.Write(mail, copied, start - copied);
                mended.Write(InParameters(mail[start..end]));
                copied = end;
            }

            start = end - 1;
        }

        mended?.Write(mail, copied, mail.Length - copied);
        return mended?.ToArray() ?? mail;
    }

    private static byte[] Replace(Regex labels, byte[] header) => Encoding.Latin1.GetBytes(labels.Replace(Encoding.Latin1.GetString(header), Canonical));

    private static string Canonical(Match match)
    {
        var label = match.Groups["label"];
        return match.Groups["end"].Success && label.Length > 0
            ? $"{match.Value[..(label.Index - match.Index)]}{NameOf(label.Value)}{match.Value[(label.Index - match.Index + label.Length)..]}"
            : match.Value;
    }

    /// <summary>By its number MimeKit finds any. Of one that it does not find it looks at the bytes.</summary>
    private static string NameOf(string label) => Charsets.Find(label) switch
    {
        null => "x-unknown",
        UTF8Encoding => "utf-8",
        var encoding => string.Create(CultureInfo.InvariantCulture, $"windows-{encoding.CodePage}"),
    };

    private static bool HasLabels(ReadOnlySpan<byte> header) => header.IndexOf("=?"u8) >= 0 || header.Contains((byte)'*');

    private static bool IsType(ReadOnlySpan<byte> line) =>
        line.Length > 12 && line[0] is (byte)'C' or (byte)'c' && Ascii.EqualsIgnoreCase(line[..12], "Content-Type"u8) && line[12..].TrimStart(" \t"u8) is [(byte)':', ..];

    private static int NextLine(byte[] mail, int from) => mail.AsSpan(from).IndexOf((byte)'\n') is >= 0 and var length ? from + length + 1 : mail.Length;

    private static int EndOfField(byte[] mail, int start)
    {
        var end = NextLine(mail, start);
        while (end < mail.Length && mail[end] is (byte)' ' or (byte)'\t')
            end = NextLine(mail, end);
        return end;
    }

    [GeneratedRegex("""=\?(?<label>[^?*\s]*)(?:\*[^?\s]*)?(?<end>\?[bBqQ]\?)""")]
    private static partial Regex Word();

    /// <summary>Takes what it has looked at also where it turns out to be none, so that nothing is looked at twice.</summary>
    [GeneratedRegex("""\*\s*=\s*"?(?<label>[^'"\s;]*)(?<end>')?""")]
    private static partial Regex Parameter();
}
