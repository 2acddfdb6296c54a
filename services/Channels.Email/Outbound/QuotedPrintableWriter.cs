using System.Globalization;
using System.Text;

namespace Omnichannel.Channels.Email;

/// <summary>Text as quoted-printable: lines of at most 76 characters, CRLF kept as line ends.</summary>
internal static class QuotedPrintableWriter
{
    private const int MaxLine = 75;

    /// <param name="text">Lines end in CRLF.</param>
    public static string Write(string text)
    {
        var result = new StringBuilder(text.Length * 2);
        var column = 0;
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var i = 0; i < bytes.Length; i++)
        {
            var b = bytes[i];
            if (b == '\r' && i + 1 < bytes.Length && bytes[i + 1] == '\n')
            {
                result.Append("\r\n");
                (column, i) = (0, i + 1);
                continue;
            }

            // A blank at a line's end would be lost in transit.
            var isPlain = b is > (byte)' ' and <= (byte)'~' and not (byte)'=' || (b is (byte)' ' or (byte)'\t' && !(i + 1 < bytes.Length && bytes[i + 1] == '\r'));
            var width = isPlain ? 1 : 3;
            if (column + width > MaxLine)
            {
                result.Append("=\r\n");
                column = 0;
            }

            if (isPlain)
                result.Append((char)b);
            else
                result.Append(CultureInfo.InvariantCulture, $"={b:X2}");
            column += width;
        }

        return result.ToString();
    }
}
