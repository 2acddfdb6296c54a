using System.Text;

namespace Omnichannel.Channels.Email;

/// <summary>What stands behind <c>MAIL FROM:</c> and <c>RCPT TO:</c>: an address in angle brackets, then parameters.</summary>
/// <param name="Address">Empty = the null sender.</param>
/// <param name="Parameters">Keys in upper case; a missing value is empty.</param>
internal sealed record SmtpPath(string Address, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>Null when it cannot be read.</summary>
    public static SmtpPath? Read(string argument, string prefix)
    {
        if (!argument.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            return null;
        var rest = argument[prefix.Length..].TrimStart(' ');
        if (rest is not ['<', ..])
            return null;
        var end = EndOf(rest);
        if (end < 0)
            return null;
        var address = rest[1..end].Trim();
        // A source route is accepted and ignored (RFC 5321, 4.1.1.3).
        if (address.StartsWith('@') && address.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            address = address[(colon + 1)..];
        var isNull = address.Length == 0;
        if (!isNull && !IsMailbox(address))
            return null;
        var parameters = new Dictionary<string, string>();
        foreach (var word in rest[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            if (!parameters.TryAdd((equals < 0 ? word : word[..equals]).ToUpperInvariant(), equals < 0 ? "" : word[(equals + 1)..]))
                return null;
        }

        return new SmtpPath(address, parameters);
    }

    public string Domain => Address.LastIndexOf('@') is > 0 and var at ? Address[(at + 1)..] : "";

    public bool IsAscii => Ascii.IsValid(Address);

    private static int EndOf(string text)
    {
        var quoted = false;
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '\\' && quoted)
                i++;
            else if (text[i] == '"')
                quoted = !quoted;
            else if (text[i] == '>' && !quoted)
                return i;
        }

        return -1;
    }

    /// <summary>Read by the same rules as addresses in headers: what would be another address there is none here.</summary>
    private static bool IsMailbox(string address) =>
        address.Equals("postmaster", StringComparison.OrdinalIgnoreCase)
        || (address.Length <= 320 && !address.Any(char.IsControl) && AddressList.Read($"<{address}>") is [{ } read] && read.Domain.Length > 0);
}
