namespace Omnichannel.Contracts;

/// <summary>A telephone number, however it was written.</summary>
/// <param name="Address">E.164, such as <c>+447946000001</c>; or the digits of a short code, such as <c>60777</c>.</param>
public readonly record struct PhoneNumber(string Address)
{
    private const int ShortestShortCode = 3;
    private const int LongestShortCode = 6;

    /// <summary>False for a short code, which belongs to one country's networks.</summary>
    public bool IsInternational => Address[0] == '+';

    /// <summary>
    /// Reads what people type: with or without blanks and brackets, in any script's digits, or as a <c>tel:</c> address. A name, an extension, a
    /// second number and a number that is too long or too short for its country are none.
    /// </summary>
    /// <param name="region">Where numbers without a country code belong, such as <c>GB</c>; null = they are none.</param>
    public static PhoneNumber? Read(string text, string? region = null)
    {
        if (WrittenNumber.Of(text) is not { } written)
            return null;
        if (written.IsInternational)
            return NumberingPlan.Of(written.Digits) is { IsPossible: true, Address: var address } && IsE164(address) ? new PhoneNumber(address) : null;
        return IsShortCode(written.Digits) ? new PhoneNumber(written.Digits)
            : region is not null && NumberingPlan.National(written.Digits, region) is { } national ? new PhoneNumber(national) : null;
    }

    /// <summary>
    /// One form for each number that a provider or a connector brings. Whatever comes has one: a name as it stands, and digits that are no number
    /// as digits.
    /// </summary>
    /// <param name="region">As for <see cref="Read"/>.</param>
    public static string Canonical(string text, string? region = null)
    {
        // What most messages come from; it spares them the numbering plans.
        if (IsE164(text) && !TrunkPrefix.MayLead(text.AsSpan(1)))
            return text;
        if (WrittenNumber.Of(text) is not { } written)
            return text.Trim();
        if (written.IsInternational)
            return NumberingPlan.Of(written.Digits).Address;
        return !IsShortCode(written.Digits) && region is not null && NumberingPlan.National(written.Digits, region) is { } national ? national : written.Digits;
    }

    /// <summary>A plus and 7 to 15 digits, as E.164 has them, whether or not such a number can be.</summary>
    public static bool IsE164(string text) =>
        text.Length is >= 8 and <= 16 && text[0] == '+' && text[1] != '0' && !text.AsSpan(1).ContainsAnyExceptInRange('0', '9');

    /// <summary>Whether numbers can belong to it: two letters, of ISO 3166.</summary>
    public static bool IsRegion(string code) => NumberingPlan.Has(code);

    /// <summary>
    /// How this number was kept, by versions that read only its digits, or before a region was set: with the trunk prefix behind the country code, and
    /// as it is dialled within the region. Whoever looks for somebody has to look there too.
    /// </summary>
    /// <param name="address">E.164; what is not has no such forms.</param>
    public static IEnumerable<string> FormerForms(string address, string? region)
    {
        if (!IsE164(address))
            yield break;
        if (NumberingPlan.WithZero(address) is { } withZero)
            yield return withZero;
        if (region is not null && NumberingPlan.DialledIn(region, address) is { } dialled)
            yield return dialled;
    }

    private static bool IsShortCode(string digits) => digits.Length is >= ShortestShortCode and <= LongestShortCode && digits[0] != '0';
}
