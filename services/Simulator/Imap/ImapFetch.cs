using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Omnichannel.Simulator;

/// <summary>What FETCH tells of a mail (RFC 9051, 6.4.5): numbers, flags, times, and its bytes as a whole, by head, or in part.</summary>
internal static partial class ImapFetch
{
    /// <summary>The list in parentheses.</summary>
    /// <param name="items">In capitals.</param>
    /// <exception cref="FormatException">An item that is not played here.</exception>
    public static byte[] Write(StoredMail mail, IReadOnlyList<string> items)
    {
        using var told = new MemoryStream();
        foreach (var (i, item) in items.Index())
        {
            Say(told, i == 0 ? "(" : " ");
            One(told, mail, item);
        }

        Say(told, ")");
        return told.ToArray();
    }

    /// <summary>True when looking makes it a mail that was read.</summary>
    public static bool Reads(string item) => item.StartsWith("BODY[", StringComparison.Ordinal);

    public static string Flags(StoredMail mail) => $"FLAGS ({string.Join(' ', mail.Flags)})";

    private static void One(MemoryStream told, StoredMail mail, string item)
    {
        switch (item)
        {
            case "UID":
                Say(told, $"UID {mail.Uid}");
                break;
            case "FLAGS":
                Say(told, Flags(mail));
                break;
            case "RFC822.SIZE":
                Say(told, $"RFC822.SIZE {mail.Content.Length}");
                break;
            case "INTERNALDATE":
                Say(told, $"INTERNALDATE \"{mail.At.UtcDateTime.ToString("dd-MMM-yyyy HH:mm:ss", CultureInfo.InvariantCulture)} +0000\"");
                break;
            default:
                Body(told, mail, item);
                break;
        }
    }

    private static void Body(MemoryStream told, StoredMail mail, string item)
    {
        if (BodyItem().Match(item) is not { Success: true } match)
            throw new FormatException($"item {item}");
        var bytes = match.Groups["section"].Value == "HEADER" ? mail.Head : mail.Content;
        var origin = "";
        if (match.Groups["from"] is { Success: true, Value: var told0 })
        {
            var from = Math.Min(int.Parse(told0, CultureInfo.InvariantCulture), bytes.Length);
            bytes = bytes.Slice(from, Math.Min(int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture), bytes.Length - from));
            origin = $"<{told0}>";
        }

        Say(told, $"BODY[{match.Groups["section"].Value}]{origin} {{{bytes.Length}}}\r\n");
        told.Write(bytes.Span);
    }

    private static void Say(MemoryStream told, string text) => told.Write(Encoding.UTF8.GetBytes(text));

    [GeneratedRegex(@"^BODY(\.PEEK)?\[(?<section>HEADER)?\](<(?<from>\d{1,9})\.(?<count>\d{1,9})>)?$")]
    private static partial Regex BodyItem();
}
