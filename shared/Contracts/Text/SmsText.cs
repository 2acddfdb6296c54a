using System.Text;

namespace Omnichannel.Contracts;

/// <summary>
/// How a text travels as SMS (3GPP TS 23.038 and 23.040): in the GSM 7-bit alphabet when every character is in it, else in UCS-2, and in
/// how many parts. It stands here because channels, the simulator and rules about costs all count alike.
/// </summary>
public static class SmsText
{
    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /// <summary>These travel as an escape and a second septet.</summary>
    private const string Extended = "^{}\\[~]|€\f";
    private const string ExtendedCodes = "\u0014\u0028\u0029\u002f\u003c\u003d\u003e\u0040\u0065\u000a";
    private const char Escape = '\u001b';

    /// <summary>Whether the GSM 7-bit alphabet has every character of a text.</summary>
    public static bool FitsGsm(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c == Escape || (Basic.IndexOf(c) < 0 && Extended.IndexOf(c) < 0))
                return false;
        }

        return true;
    }

    /// <summary>
    /// Composed characters (Unicode's NFC): an accent that stands by itself would make the whole text UCS-2, and cost twice as much. What is no
    /// character, such as half a surrogate pair, becomes U+FFFD.
    /// </summary>
    public static string Compose(string text)
    {
        if (text.All(char.IsAscii))
            return text;
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            whole.Append(rune);
        return whole.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>Counts a text as it is. No character is split between two parts, neither an escaped one nor a surrogate pair.</summary>
    public static SmsSize SizeOf(string text) => FitsGsm(text)
        ? Count(text.Select(c => Extended.Contains(c, StringComparison.Ordinal) ? 2 : 1), isUnicode: false, alone: 160, part: 153)
        : Count(text.EnumerateRunes().Select(rune => rune.Utf16SequenceLength), isUnicode: true, alone: 70, part: 67);

    /// <summary>Reads septets, one a byte, as some gateways hand them on. Total: what stands for nothing becomes U+FFFD.</summary>
    public static string FromGsm(ReadOnlySpan<byte> septets)
    {
        var text = new StringBuilder(septets.Length);
        for (var i = 0; i < septets.Length; i++)
        {
            if (septets[i] == Escape && i + 1 < septets.Length && ExtendedCodes.IndexOf((char)septets[i + 1]) is >= 0 and var place)
            {
                text.Append(Extended[place]);
                i++;
            }
            else
                text.Append(septets[i] < Basic.Length && septets[i] != Escape ? Basic[septets[i]] : '\uFFFD');
        }

        return text.ToString();
    }

    private static SmsSize Count(IEnumerable<int> characters, bool isUnicode, int alone, int part)
    {
        var (units, parts, used) = (0, 1, 0);
        foreach (var size in characters)
        {
            units += size;
            if (used + size > part)
                (parts, used) = (parts + 1, 0);
            used += size;
        }

        return new SmsSize(isUnicode, units, units <= alone ? 1 : parts);
    }
}

/// <param name="IsUnicode">UCS-2 instead of the GSM 7-bit alphabet.</param>
/// <param name="Units">Septets, or UTF-16 code units of UCS-2.</param>
/// <param name="Parts">How many messages it is on the air, and on the bill; 1 for an empty text.</param>
public readonly record struct SmsSize(bool IsUnicode, int Units, int Parts);
