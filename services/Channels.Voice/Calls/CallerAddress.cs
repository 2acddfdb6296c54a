using Omnichannel.Contracts;

namespace Omnichannel.Channels.Voice;

/// <summary>Who is at the other end, as far as the telephone network says.</summary>
internal static class CallerAddress
{
    private static readonly string[] Withheld =
        ["anonymous", "restricted", "unavailable", "unknown", "blocked", "private", "withheld", "null"];

    /// <summary>Some carriers spell the word with the keys of a telephone: <c>+266696687</c> is ANONYMOUS.</summary>
    private static readonly HashSet<string> Spelt = [.. Withheld.Select(word => string.Concat(word.Select(KeyOf)))];

    /// <param name="callId">The provider's id of the call: what a withheld number is known by, for it is nobody's address.</param>
    public static ContactPoint Of(string? address, string callId)
    {
        var trimmed = (address ?? "").Trim();
        if (IsWithheld(trimmed))
            return new ContactPoint(ContactPoint.AnonymousCall, callId);
        var colon = trimmed.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            ? new ContactPoint(trimmed[..colon].ToLowerInvariant(), trimmed[(colon + 1)..].ToLowerInvariant())
            : ContactPoint.Of(VoiceModule.ChannelName, trimmed);
    }

    private static bool IsWithheld(string address)
    {
        var user = address.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) || address.StartsWith("sips:", StringComparison.OrdinalIgnoreCase)
            ? address[(address.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('@')[0]
            : address;
        return user.Length == 0 || Withheld.Contains(user.ToLowerInvariant()) || Spelt.Contains(user.TrimStart('+'));
    }

    private static char KeyOf(char letter) => letter switch
    {
        <= 'c' => '2',
        <= 'f' => '3',
        <= 'i' => '4',
        <= 'l' => '5',
        <= 'o' => '6',
        <= 's' => '7',
        <= 'v' => '8',
        _ => '9',
    };
}
