using System.Globalization;
using System.Text;

namespace Omnichannel.Contracts;

/// <summary>What was written, without what people put between digits.</summary>
/// <param name="IsInternational">The digits begin with a country code.</param>
internal readonly record struct WrittenNumber(bool IsInternational, string Digits)
{
    /// <summary>Longer texts are no numbers.</summary>
    private const int MaxLength = 100;

    /// <summary>
    /// A country code of three digits and an area code of five: what is in brackets or behind a slash later on is a second number or a remark
    /// (<c>+49 30 1234567/08</c>), and would make it somebody else's.
    /// </summary>
    private const int MostBeforeArea = 8;

    /// <summary>Ways to write a number as an address; RFC 3966 and 5724, and those of providers for their channels.</summary>
    private static readonly string[] Schemes = ["tel:", "sms:", "whatsapp:", "rcs:"];

    /// <summary>
    /// Countries whose numbers keep a leading 0 also from abroad: there <c>(0)</c> is part of the number. Italy with San Marino and the Vatican, the
    /// Ivory Coast, Benin, Gabon, the Congo.
    /// </summary>
    private static readonly string[] KeepZero = ["39", "378", "379", "225", "229", "241", "242"];

    /// <summary>Null for a name: anything that has a letter, or another sign that is in no number.</summary>
    public static WrittenNumber? Of(string text)
    {
        if (text.Length > MaxLength)
            return null;
        var plain = Plain(text);
        if (Schemes.FirstOrDefault(scheme => plain.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) is { } scheme)
            return OfAddress(plain[scheme.Length..]);
        return OfDigits(plain);
    }

    /// <summary>The part behind a scheme, with its parameters: <c>+44-7946-000001;ext=5</c>, <c>7946000001;phone-context=+44</c>.</summary>
    private static WrittenNumber? OfAddress(string text)
    {
        var parts = Uri.UnescapeDataString(text).Split(';', StringSplitOptions.TrimEntries);
        var number = parts[0];
        foreach (var parameter in parts.Skip(1))
        {
            // An extension cannot be written to, and without it the number is another telephone.
            if (parameter.StartsWith("ext", StringComparison.OrdinalIgnoreCase) || parameter.StartsWith("isub", StringComparison.OrdinalIgnoreCase))
                return null;
            if (parameter.StartsWith("phone-context=+", StringComparison.OrdinalIgnoreCase) && !number.StartsWith('+'))
                number = parameter["phone-context=".Length..] + number;
        }

        return OfDigits(number);
    }

    private static WrittenNumber? OfDigits(string text)
    {
        var (digits, isInternational) = (new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '+' when !isInternational && digits.Length == 0:
                    isInternational = true;
                    break;
                case '(' when IsBracketedZero(text, i) && isInternational && digits.Length is > 0 and <= 3:
                    if (KeepZero.Contains(digits.ToString()))
                        digits.Append('0');
                    i += 2;
                    break;
                case '(' or '/' when digits.Length > MostBeforeArea:
                    return null;
                case >= '0' and <= '9':
                    digits.Append(text[i]);
                    // 00 is what ITU-T E.164 recommends to dial for the plus.
                    if (!isInternational && digits.Length == 2 && digits.Equals("00"))
                    {
                        isInternational = true;
                        digits.Clear();
                    }

                    break;
                case ' ' or '-' or '.' or '/' or '(' or ')':
                    break;
                default:
                    return null;
            }
        }

        return digits.Length == 0 ? null : new WrittenNumber(isInternational, digits.ToString());
    }

    private static bool IsBracketedZero(string text, int at) => string.CompareOrdinal(text, at, "(0)", 0, 3) == 0;

    /// <summary>In ASCII, as far as it goes: digits of every script, wide letters, blanks and dashes of all widths; without marks that nobody sees.</summary>
    private static string Plain(string text)
    {
        if (Ascii.IsValid(text))
            return text.Trim();
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Format:
                    break;
                case UnicodeCategory.DecimalDigitNumber:
                    plain.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
                    break;
                case UnicodeCategory.SpaceSeparator:
                    plain.Append(' ');
                    break;
                case UnicodeCategory.DashPunctuation:
                    plain.Append('-');
                    break;
                default:
                    // The block of wide ASCII: ＋（）／．
                    plain.Append(rune.Value is >= 0xFF01 and <= 0xFF5E ? ((char)(rune.Value - 0xFEE0)).ToString() : rune.ToString());
                    break;
            }
        }

        return plain.ToString().Trim();
    }
}
