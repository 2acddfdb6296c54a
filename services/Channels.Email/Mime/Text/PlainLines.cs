namespace Omnichannel.Channels.Email;

/// <summary>Text as it is kept: lines end in LF, and the characters that no text has are gone.</summary>
internal static class PlainLines
{
    public static string Clean(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
        .Replace("\0", "", StringComparison.Ordinal).TrimStart('\uFEFF');
}
