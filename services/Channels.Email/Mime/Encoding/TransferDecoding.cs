namespace Omnichannel.Channels.Email;

/// <summary>The bytes behind a Content-Transfer-Encoding; an unknown one is taken as none.</summary>
internal static class TransferDecoding
{
    public static byte[] Decode(ReadOnlySpan<byte> body, string? encoding) => Name(encoding) switch
    {
        "quoted-printable" => QuotedPrintable.Decode(body),
        "base64" => Base64Decoding.Decode(body),
        "x-uuencode" or "uuencode" or "x-uue" or "uue" => UuDecoding.Decode(body.ToArray()),
        _ => body.ToArray(),
    };

    /// <summary>True when the bytes stand in the mail as they are.</summary>
    public static bool IsIdentity(string? encoding) => Name(encoding) is not ("quoted-printable" or "base64" or "x-uuencode" or "uuencode" or "x-uue" or "uue");

    /// <summary>The first word: some programs put a comment or a charset after it.</summary>
    private static string Name(string? encoding) =>
        encoding?.Trim().Split([' ', '\t', ';', '(', ','], 2)[0].Trim('"').ToLowerInvariant() ?? "";
}
