using System.Buffers;

namespace Omnichannel.Channels.Email;

/// <summary>An address as a header gives it.</summary>
/// <param name="Name">The name beside it, decoded; null when there is none.</param>
/// <param name="Address"><c>local@domain</c>, quotes around the local part kept only where they are needed.</param>
internal sealed record MailAddress(string? Name, string Address)
{
    private static readonly SearchValues<char> Special = SearchValues.Create(" <>()[]\\,;:\"");

    /// <summary>Lower case; empty when there is none.</summary>
    public string Domain => Address.LastIndexOf('@') is > 0 and var at ? Address[(at + 1)..].ToLowerInvariant() : "";

    /// <summary>Before the last <c>@</c>, as written.</summary>
    public string Local => Address.LastIndexOf('@') is > 0 and var at ? Address[..at] : Address;

    /// <summary>Never the address: contact points must not reach a log.</summary>
    public override string ToString() => "…";

    /// <summary>True for what can stand in an SMTP command and a header as it is: one @, no blanks, no control characters, sane lengths.</summary>
    public static bool IsPlain(string address) =>
        address.Length is > 2 and <= 320
        && address.IndexOf('@') is > 0 and var at && at == address.LastIndexOf('@') && at < address.Length - 1
        && !address.AsSpan().ContainsAny(Special)
        && !address.AsSpan().ContainsAnyInRange('\0', '\x1f')
        && !address.Contains('\x7f', StringComparison.Ordinal);
}
