using System.Text.RegularExpressions;

namespace Omnichannel.Simulator;

/// <summary>What an installation may send as: a number, a short code or a name.</summary>
internal static partial class SenderId
{
    public static bool IsOne(string text) => Sender().IsMatch(text);

    [GeneratedRegex(@"^(\+[1-9][0-9]{5,14}|[0-9]{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})\z")]
    private static partial Regex Sender();
}
