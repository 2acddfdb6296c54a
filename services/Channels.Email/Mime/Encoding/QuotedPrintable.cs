using System.Globalization;

namespace Omnichannel.Channels.Email;

/// <summary>Quoted-printable (RFC 2045) and its form for headers (RFC 2047). A stray <c>=</c> stays as it is.</summary>
internal static class QuotedPrintable
{
    public static byte[] Decode(ReadOnlySpan<byte> source)
    {
        var target = new byte[source.Length];
        var length = 0;
        // Blanks at a line's end were added in transit (RFC 2045, 6.7, rule 3).
        var blanksFrom = -1;
        for (var i = 0; i < source.Length; i++)
        {
            var b = source[i];
            if (b is (byte)'\r' or (byte)'\n')
            {
                if (blanksFrom >= 0)
                    length = blanksFrom;
                blanksFrom = -1;
                target[length++] = b;
            }
            else if (b == '=')
            {
                blanksFrom = -1;
                if (TryHex(source, i, out var value))
                {
                    target[length++] = value;
                    i += 2;
                }
                else if (SoftBreak(source, i) is > 0 and var skipped)
                {
                    i += skipped;
                }
                else
                {
                    target[length++] = b;
                }
            }
            else
            {
                if (b is not ((byte)' ' or (byte)'\t'))
                    blanksFrom = -1;
                else if (blanksFrom < 0)
                    blanksFrom = length;
                target[length++] = b;
            }
        }

        return target[..(blanksFrom >= 0 ? blanksFrom : length)];
    }

    /// <summary>In headers <c>_</c> is a blank.</summary>
    public static byte[] DecodeHeader(ReadOnlySpan<byte> source)
    {
        var target = new byte[source.Length];
        var length = 0;
        for (var i = 0; i < source.Length; i++)
        {
            if (TryHex(source, i, out var value))
            {
                target[length++] = value;
                i += 2;
            }
            else
            {
                target[length++] = source[i] == '_' ? (byte)' ' : source[i];
            }
        }

        return target[..length];
    }

    private static bool TryHex(ReadOnlySpan<byte> source, int at, out byte value)
    {
        value = 0;
        return source[at] == '=' && at + 2 < source.Length
            && char.IsAsciiHexDigit((char)source[at + 1]) && char.IsAsciiHexDigit((char)source[at + 2])
            && byte.TryParse(source.Slice(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Bytes after the sign that belong to a soft line break: perhaps blanks, then a line end or the end; 0 = it is none.</summary>
    private static int SoftBreak(ReadOnlySpan<byte> source, int at)
    {
        var i = at + 1;
        while (i < source.Length && i - at < 80 && source[i] is (byte)' ' or (byte)'\t')
            i++;
        if (i >= source.Length)
            return Math.Max(1, i - at - 1);
        if (source[i] == '\r')
            return i + 1 < source.Length && source[i + 1] == '\n' ? i - at + 1 : i - at;
        return source[i] == '\n' ? i - at : 0;
    }
}
