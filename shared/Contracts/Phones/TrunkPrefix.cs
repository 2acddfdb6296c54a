namespace Omnichannel.Contracts;

/// <summary>
/// What is dialled before a number within its country only (0 in most of Europe, 8 in Russia), and stays away behind a country code. People write it
/// there all the same: <c>+44 07946 000001</c>.
/// </summary>
internal static class TrunkPrefix
{
    /// <summary>
    /// Whether one may stand behind the country code; asks no numbering plan, and says yes too often. Argentina's 15, which marks a mobile number
    /// within the country, stands in the midst of one.
    /// </summary>
    /// <param name="digits">With the country code.</param>
    public static bool MayLead(ReadOnlySpan<char> digits)
    {
        var length = CountryCodeLength(digits);
        var code = digits[..length];
        return code is "54" || digits[length] switch
        {
            '0' => true,
            '1' => code is "1",
            '8' => code is "7" or "370" or "375" or "993",
            _ => false,
        };
    }

    /// <summary>How many digits the country code has: 1 to 3, by its first two (ITU-T E.164, list of assigned codes).</summary>
    private static int CountryCodeLength(ReadOnlySpan<char> digits) => (digits[0], digits[1]) switch
    {
        ('1' or '7', _) => 1,
        ('2', '0' or '7') => 2,
        ('3', not ('5' or '7' or '8')) => 2,
        ('4', not '2') => 2,
        ('5', not ('0' or '9')) => 2,
        ('6', <= '6') => 2,
        ('8', '1' or '2' or '4' or '6') => 2,
        ('9', not ('6' or '7' or '9')) => 2,
        _ => 3,
    };
}
