using System.Text.RegularExpressions;
using Omnichannel.Contracts;

namespace Omnichannel.Conversations;

/// <summary>The phone at which an agent is reached.</summary>
internal static partial class AgentPhone
{
    /// <summary>E.164, or a SIP address; null when it is neither.</summary>
    /// <param name="region">Where a number without a country code belongs; null = it is none.</param>
    public static string? Read(string? text, string? region)
    {
        var trimmed = text?.Trim() ?? "";
        if (SipAddress().IsMatch(trimmed))
            return trimmed;
        return PhoneNumber.Read(trimmed, region) is { IsInternational: true, Address: var number } ? number : null;
    }

    [GeneratedRegex(@"^sips?:[^\s@:;?<>""]{1,64}@[A-Za-z0-9.\-\[\]:]{1,200}(;[A-Za-z0-9\-]+=[A-Za-z0-9.\-]+)?\z", RegexOptions.IgnoreCase)]
    private static partial Regex SipAddress();
}
