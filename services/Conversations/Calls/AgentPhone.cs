using System.Text.RegularExpressions;

namespace Omnichannel.Conversations;

/// <summary>The phone at which an agent is reached.</summary>
internal static partial class AgentPhone
{
    /// <summary>E.164 without what people put between digits, or a SIP address; null when it is neither.</summary>
    public static string? Read(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        if (SipAddress().IsMatch(trimmed))
            return trimmed;
        var number = Separators().Replace(trimmed, "");
        number = number.StartsWith("00", StringComparison.Ordinal) ? $"+{number[2..]}" : number;
        return Number().IsMatch(number) ? number : null;
    }

    [GeneratedRegex(@"^sips?:[^\s@:;?<>""]{1,64}@[A-Za-z0-9.\-\[\]:]{1,200}(;[A-Za-z0-9\-]+=[A-Za-z0-9.\-]+)?\z", RegexOptions.IgnoreCase)]
    private static partial Regex SipAddress();

    [GeneratedRegex(@"[\s().\-/]")]
    private static partial Regex Separators();

    [GeneratedRegex(@"^\+[1-9][0-9]{5,14}\z")]
    private static partial Regex Number();
}
