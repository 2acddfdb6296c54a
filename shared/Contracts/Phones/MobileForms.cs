using System.Text.RegularExpressions;

namespace Omnichannel.Contracts;

/// <summary>
/// Mobile numbers that two numbers lead to, for their country changed them and WhatsApp goes on with the old one. Both are kept as they came, for
/// each network wants its own; who has one has the other.
/// <list type="bullet">
/// <item>Brazil: a 9 was put before the eight digits of mobile numbers from 2012 to 2016 (Anatel, resolution 553). Those began with 6 to 9; landlines
/// (2 to 5) and trunked radios (70, 77 to 79) have eight for good, and a 9 makes them another's.</item>
/// <item>Mexico: the 1 behind the country code went on 3 August 2019 (IFT, Plan Técnico Fundamental de Numeración).</item>
/// <item>Argentina: from abroad a 9 stands before mobile numbers (ENACOM, Plan Fundamental de Numeración Nacional), which WhatsApp writes and many
/// do not.</item>
/// </list>
/// </summary>
public static partial class MobileForms
{
    /// <summary>The other number of the same telephone; null for the many that have one.</summary>
    /// <param name="address">E.164.</param>
    public static string? OtherOf(string address)
    {
        if (address.Length is < 13 or > 14)
            return null;
        return Brazil().Match(address) is { Success: true } brazil ? $"+55{brazil.Groups["area"]}{(brazil.Groups["nine"].Length > 0 ? "" : "9")}{brazil.Groups["own"]}"
            : Mexico().Match(address) is { Success: true } mexico ? $"+52{(mexico.Groups["one"].Length > 0 ? "" : "1")}{mexico.Groups["own"]}"
            : Argentina().Match(address) is { Success: true } argentina ? $"+54{(argentina.Groups["nine"].Length > 0 ? "" : "9")}{argentina.Groups["own"]}"
            : null;
    }

    /// <summary>The shorter of the two, or the only one: what all forms of a number have in common.</summary>
    public static string ShortestOf(string address) => OtherOf(address) is { } other && other.Length < address.Length ? other : address;

    /// <summary>Numbers that are out of use as such, and that WhatsApp gives nevertheless.</summary>
    internal static bool Has(string address) => OtherOf(address) is not null;

    [GeneratedRegex(@"^\+55(?<area>[1-9][1-9])(?<nine>9?)(?<own>[689][0-9]{7}|7[1-6][0-9]{6})\z")]
    private static partial Regex Brazil();

    [GeneratedRegex(@"^\+52(?<one>1?)(?<own>[2-9][0-9]{9})\z")]
    private static partial Regex Mexico();

    [GeneratedRegex(@"^\+54(?<nine>9?)(?<own>[1-3][0-9]{9})\z")]
    private static partial Regex Argentina();
}
