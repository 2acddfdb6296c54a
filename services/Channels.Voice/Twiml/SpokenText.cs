using System.Text;

namespace Omnichannel.Channels.Voice;

/// <summary>Text as XML 1.0 can carry it and a voice can say it within limits.</summary>
internal static class SpokenText
{
    /// <summary>Twilio's limit for one <c>Say</c>.</summary>
    public const int MaxLength = 4_096;

    /// <summary>Without characters that XML 1.0 does not know (its production 2), cut at <paramref name="max"/> but never within a character.</summary>
    public static string Clean(string text, int max = MaxLength)
    {
        var clean = new StringBuilder(Math.Min(text.Length, max));
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsXml(rune.Value))
                continue;
            if (clean.Length + rune.Utf16SequenceLength > max)
                break;
            clean.Append(rune.ToString());
        }

        return clean.ToString();
    }

    private static bool IsXml(int character) => character switch
    {
        '\t' or '\n' or '\r' => true,
        // A lone surrogate comes as this, and there is nothing to say of it.
        0xFFFD => false,
        >= 0x20 and <= 0xD7FF => true,
        >= 0xE000 and <= 0xFFFD => true,
        >= 0x10000 and <= 0x10FFFF => true,
        _ => false,
    };
}
