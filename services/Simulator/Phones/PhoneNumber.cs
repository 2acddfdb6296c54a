using System.Text.RegularExpressions;

namespace Omnichannel.Simulator;

/// <summary>Which numbers a phone, and which an installation can have.</summary>
internal static partial class PhoneNumber
{
    /// <summary>E.164: a plus and up to fifteen digits, none of them a leading zero.</summary>
    public static bool IsPhone(string number) => E164().IsMatch(number);

    /// <summary>Ours may also be a short code or a name.</summary>
    public static bool IsOurs(string number) => Sender().IsMatch(number);

    [GeneratedRegex(@"^\+[1-9][0-9]{5,14}\z")]
    private static partial Regex E164();

    [GeneratedRegex(@"^(\+[1-9][0-9]{5,14}|[0-9]{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})\z")]
    private static partial Regex Sender();
}
