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
    /// <param name="exchanges">The hosts whose word is taken for a caller's number.</param>
    public static ContactPoint Of(string? address, string callId, IReadOnlyList<string> exchanges)
    {
        var trimmed = (address ?? "").Trim();
        if (IsWithheld(trimmed))
            return new ContactPoint(ContactPoint.AnonymousCall, callId);
        var colon = trimmed.IndexOf(':', StringComparison.Ordinal);
        var (scheme, rest) = colon > 0 ? (trimmed[..colon].ToLowerInvariant(), trimmed[(colon + 1)..]) : ("", trimmed);
        return scheme switch
        {
            "" or "tel" => ContactPoint.Of(VoiceModule.ChannelName, trimmed),
            "whatsapp" => ContactPoint.Of(ContactPoint.WhatsApp, rest),
            "sip" or "sips" => OfSip(scheme, rest, exchanges),
            _ => new ContactPoint(scheme, rest.ToLowerInvariant()),
        };
    }

    /// <summary>
    /// User and host; how the call is carried (<c>;transport=tls</c>) and what is asked of it (<c>?…</c>) say nothing of who calls. A user part that
    /// begins with a plus is a telephone number, with <c>;user=phone</c> and, where local rules say so, without (RFC 3261, 19.1.1).
    /// </summary>
    private static ContactPoint OfSip(string scheme, string address, IReadOnlyList<string> exchanges)
    {
        var at = address.IndexOf('@', StringComparison.Ordinal);
        var end = address.IndexOfAny([';', '?'], at + 1);
        var person = end < 0 ? address : address[..end];
        if (at > 0 && Uri.UnescapeDataString(person[..at]) is ['+', ..] user && exchanges.Contains(HostOf(person[(at + 1)..]), StringComparer.OrdinalIgnoreCase)
            && PhoneNumber.Read(user) is { IsInternational: true, Address: var number })
            return new ContactPoint(ContactPoint.Phone, number);
        return new ContactPoint(scheme, person.ToLowerInvariant());
    }

    /// <summary>Without the port.</summary>
    private static string HostOf(string host) =>
        host.LastIndexOf(':') is var colon && colon > host.LastIndexOf(']') ? host[..colon] : host;

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
