using MimeKit;

namespace Omnichannel.Channels.Email;

/// <summary>Blocks of fields as reports carry them (RFC 3464, 5965, 8098): headers, divided by any number of empty lines.</summary>
internal static class DeliveryStatusFields
{
    private const int MaxBlocks = 200;

    /// <summary>Bytes that are looked at: of a mail that comes back only the beginning says which it was.</summary>
    private const int MaxBytes = 256 * 1024;

    public static IReadOnlyList<MailHeaders> Read(byte[] content)
    {
        using var fields = new MessageDeliveryStatus
        {
            Content = new MimeContent(new MemoryStream(CharsetLabels.InTypes(content.Length > MaxBytes ? content[..MaxBytes] : content))),
        };
        return [.. fields.StatusGroups.Where(group => group.Count > 0).Take(MaxBlocks).Select(group => new MailHeaders([.. group], null))];
    }

    /// <summary>The value behind a type, as in <c>rfc822; anna@example.org</c>.</summary>
    public static string? Untyped(string? value) =>
        value is null ? null : value[(value.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim().Trim('<', '>') is { Length: > 0 } plain ? plain : null;

}
