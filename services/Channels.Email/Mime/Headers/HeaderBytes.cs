using System.Text;
using MimeKit;
using MimeKit.Utils;

namespace Omnichannel.Channels.Email;

/// <summary>Headers as MimeKit is given them: one line of UTF-8, and no name of a charset that it does not know.</summary>
internal static class HeaderBytes
{
    /// <summary>Generous with what senders write; what is written without a charset is UTF-8, and if it is not that, Windows-1252.</summary>
    public static ParserOptions Options { get; } = new()
    {
        AddressParserComplianceMode = RfcComplianceMode.Looser,
        AllowAddressesWithoutDomain = false,
        CharsetEncoding = Charsets.Windows1252,
    };

    /// <summary>The same, one level deep.</summary>
    public static ParserOptions FlatOptions { get; } = Flat();

    /// <param name="raw">With the line ends of its folding.</param>
    /// <param name="bodyCharset">What 8-bit bytes are tried in when they are no UTF-8: what the body is in.</param>
    public static byte[] Canonical(ReadOnlySpan<byte> raw, string? bodyCharset) =>
        CharsetLabels.InWords(Encoding.UTF8.GetBytes(OneLine(Charsets.DecodeHeader(raw, bodyCharset)).Trim()));

    /// <summary>Encoded words read, on one line.</summary>
    public static string Decode(byte[] canonical) => OneLine(Rfc2047.DecodeText(Options, canonical)).Trim();

    /// <summary>Nothing in a header's text may begin a new line: not there, and not where it is shown. A fold is one blank, however deep.</summary>
    public static string OneLine(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\x1f'))
            return text;
        var line = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '\r' or '\n')
            {
                while (i + 1 < text.Length && text[i + 1] is '\r' or '\n' or ' ' or '\t')
                    i++;
                line.Append(' ');
            }
            else if (text[i] is '\t')
            {
                line.Append(' ');
            }
            else if (text[i] >= ' ')
            {
                line.Append(text[i]);
            }
        }

        return line.ToString();
    }

    /// <summary>Visible ASCII without a colon.</summary>
    public static bool IsName(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExceptInRange('!', '~') && !name.Contains(':', StringComparison.Ordinal);

    private static ParserOptions Flat()
    {
        var options = Options.Clone();
        options.MaxMimeDepth = 1;
        return options;
    }
}
