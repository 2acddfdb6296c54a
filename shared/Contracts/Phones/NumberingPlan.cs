using System.Globalization;
using PhoneNumbers;

namespace Omnichannel.Contracts;

/// <summary>
/// The countries' numbering plans, as libphonenumber knows them. It is asked whether a number is possible, that is of a length that its country has,
/// and never whether it is valid: that would refuse the numbers set aside for tests and films, and every new range until an update. Loaded when
/// first asked (about 50 ms).
/// </summary>
internal static class NumberingPlan
{
    private static PhoneNumberUtil Library => PhoneNumberUtil.GetInstance();

    public static bool Has(string region) => Library.GetSupportedRegions().Contains(region);

    /// <summary>
    /// E.164 of digits that begin with a country code. The library adds area codes and takes away prefixes of carriers, by which two numbers would
    /// become one: of all that, only a country's own trunk prefix is followed.
    /// </summary>
    public static (string Address, bool IsPossible) Of(string digits)
    {
        var address = $"+{digits}";
        if (!PhoneNumberOf(address, null, out var read))
            return (address, false);
        var own = digits[Text(read.CountryCode).Length..];
        var known = Library.Format(read, PhoneNumberFormat.E164);
        if (known == address)
            return (address, IsPossible(read) || MobileForms.Has(address));
        return known.Length < address.Length && TrunkPrefix.MayLead(digits) && IsFinal(known) && IsPossible(read)
            ? (known, true)
            : (address, IsPossible(read.CountryCode, own));
    }

    /// <summary>
    /// E.164 of what is dialled within a region; null for what is not. Where a 0 is dialled first, one has to be there: without it, in a country
    /// whose numbers have no fixed length, any other country's number would be one.
    /// </summary>
    public static string? National(string digits, string region)
    {
        if (!PhoneNumberOf(digits, region, out var read) || !IsPossible(read))
            return null;
        var isForeign = read.CountryCode != Library.GetCountryCodeForRegion(region);
        var hasTrunk = Library.GetNddPrefixForRegion(region, true) is { Length: > 0 } trunk && digits.StartsWith(trunk, StringComparison.Ordinal);
        return isForeign || hasTrunk || Dialled(read) == digits
            ? Library.Format(read, PhoneNumberFormat.E164)
            : null;
    }

    /// <summary>How a number is dialled within the region that it belongs to; null when that is another.</summary>
    public static string? DialledIn(string region, string address) =>
        PhoneNumberOf(address, null, out var read) && read.CountryCode == Library.GetCountryCodeForRegion(region) ? Dialled(read) : null;

    /// <summary>The trunk prefix of the number's country, where it is a 0; null where none is dialled, or another.</summary>
    public static string? WithZero(string address) =>
        PhoneNumberOf(address, null, out var read) && Library.GetNddPrefixForRegion(Library.GetRegionCodeForCountryCode(read.CountryCode), true) == "0"
            ? $"+{Text(read.CountryCode)}0{address[(1 + Text(read.CountryCode).Length)..]}"
            : null;

    /// <summary>Reading it again takes nothing more away; and of Argentina's numbers, only whole mobile ones are the result of such a change.</summary>
    private static bool IsFinal(string address) =>
        PhoneNumberOf(address, null, out var read) && Library.Format(read, PhoneNumberFormat.E164) == address && (read.CountryCode != 54 || MobileForms.Has(address));

    private static string Dialled(PhoneNumbers.PhoneNumber number) =>
        string.Concat(Library.Format(number, PhoneNumberFormat.NATIONAL).Where(char.IsAsciiDigit));

    private static bool IsPossible(PhoneNumbers.PhoneNumber number) =>
        Library.IsPossibleNumberWithReason(number) == PhoneNumberUtil.ValidationResult.IS_POSSIBLE;

    private static bool IsPossible(int countryCode, string own) => IsPossible(new PhoneNumbers.PhoneNumber.Builder()
        .SetCountryCode(countryCode).SetNationalNumber(ulong.Parse(own, CultureInfo.InvariantCulture)).SetNumberOfLeadingZeros(own.Length - own.TrimStart('0').Length).Build());

    private static string Text(int countryCode) => countryCode.ToString(CultureInfo.InvariantCulture);

    private static bool PhoneNumberOf(string text, string? region, out PhoneNumbers.PhoneNumber number)
    {
        try
        {
            number = Library.Parse(text, region);
            return true;
        }
        catch (NumberParseException)
        {
            number = new PhoneNumbers.PhoneNumber();
            return false;
        }
    }
}
