using MimeKit;
using MimeKit.Encodings;
using MimeKit.Utils;

namespace Omnichannel.Channels.Email;

/// <summary>The bytes behind a Content-Transfer-Encoding; an unknown one is taken as none.</summary>
internal static class TransferDecoding
{
    public static byte[] Decode(ReadOnlyMemory<byte> body, string? encoding) => Of(encoding) switch
    {
        // Two more signs of padding: MimeKit drops what an unfinished group of four says, and many leave the padding out.
        ContentEncoding.Base64 => Decode(new Base64Decoder(), [.. body.Span, .. "=="u8]),
        ContentEncoding.QuotedPrintable => Decode(new QuotedPrintableDecoder(), body.ToArray()),
        ContentEncoding.UUEncode => Decode(new UUDecoder(), body.ToArray()),
        _ => body.ToArray(),
    };

    public static byte[] Base64(string text) => Decode(System.Text.Encoding.UTF8.GetBytes(text), "base64");

    /// <summary>The first word: some programs put a comment or a charset after it.</summary>
    private static ContentEncoding Of(string? encoding) =>
        MimeUtils.TryParse(encoding?.Trim().Split([' ', '\t', ';', '(', ','], 2)[0].Trim('"') ?? "", out ContentEncoding known) ? known : ContentEncoding.Default;

    private static byte[] Decode(IMimeDecoder decoder, byte[] body)
    {
        var target = new byte[decoder.EstimateOutputLength(body.Length)];
        return target[..decoder.Decode(body, 0, body.Length, target)];
    }
}
