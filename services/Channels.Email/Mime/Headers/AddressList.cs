using System.Text;
using MimeKit;
using MimeKit.Utils;

namespace Omnichannel.Channels.Email;

/// <summary>Addresses out of a header, as MimeKit reads it; what is no address is passed over, groups are opened.</summary>
internal static class AddressList
{
    private const int MaxAddresses = 1_000;

    public static IReadOnlyList<MailAddress> Read(string? text) =>
        text is null || text.Length > MimeLimits.HeaderBytes ? [] : Read(HeaderBytes.Canonical(Encoding.UTF8.GetBytes(text), null));

    /// <param name="canonical">One line, as <see cref="HeaderBytes.Canonical"/> makes it.</param>
    public static IReadOnlyList<MailAddress> Read(byte[] canonical)
    {
        var found = In(canonical);
        // Some encode the address with the name, as one word.
        return found.Count == 0 && canonical.AsSpan().IndexOf("=?"u8) >= 0 ? In(Encoding.UTF8.GetBytes(HeaderBytes.Decode(canonical))) : found;
    }

    private static List<MailAddress> In(byte[] value)
    {
        if (!InternetAddressList.TryParse(HeaderBytes.Options, value, out var list))
            list = AsFarAsItCanBeRead(value);
        var whole = Encoding.UTF8.GetString(value);
        return [.. list.Mailboxes.Take(MaxAddresses).Select(Of).OfType<MailAddress>().Where(address => !whole.Contains(address.Address + "@", StringComparison.Ordinal))];
    }

    /// <summary>Only a mail's own headers are read past a fault.</summary>
    private static InternetAddressList AsFarAsItCanBeRead(byte[] value)
    {
        using var mail = MimeMessage.Load(HeaderBytes.Options, new MemoryStream([.. "To: "u8, .. value, .. "\r\n\r\n"u8]));
        return mail.To;
    }

    /// <summary>Null for a name without a domain.</summary>
    private static MailAddress? Of(MailboxAddress mailbox)
    {
        var address = mailbox.Address;
        if (address.LastIndexOf('@') is not (> 0 and var at) || at == address.Length - 1 || address.Length > 320)
            return null;
        var (local, domain) = (address[..at], address[(at + 1)..]);
        if (local is ['"', .., '"'] && MimeUtils.Unquote(local) is var bare && MailboxAddress.TryParse(HeaderBytes.Options, $"{bare}@{domain}", out var same) && same.LocalPart == bare)
            local = bare;
        return new MailAddress(HeaderBytes.OneLine(mailbox.Name ?? "").Trim() is { Length: > 0 } name ? name : null, $"{local}@{domain}");
    }
}
