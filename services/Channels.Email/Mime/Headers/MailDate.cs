using System.Globalization;

namespace Omnichannel.Channels.Email;

/// <summary>Dates as mail writes them (RFC 5322 and before): weekday missing or wrong, years of two digits, zones by name, comments.</summary>
internal static class MailDate
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Hours east of Greenwich; military letters were defined the wrong way round once and mean nothing (RFC 5322, 4.3).</summary>
    private static readonly Dictionary<string, int> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UT"] = 0,
        ["UTC"] = 0,
        ["GMT"] = 0,
        ["Z"] = 0,
        ["EST"] = -5,
        ["EDT"] = -4,
        ["CST"] = -6,
        ["CDT"] = -5,
        ["MST"] = -7,
        ["MDT"] = -6,
        ["PST"] = -8,
        ["PDT"] = -7,
        ["CET"] = 1,
        ["CEST"] = 2,
        ["MET"] = 1,
        ["MEST"] = 2,
        ["BST"] = 1,
        ["WET"] = 0,
        ["WEST"] = 1,
        ["EET"] = 2,
        ["EEST"] = 3,
    };

    /// <summary>Null when it is no date.</summary>
    public static DateTimeOffset? Read(string? text)
    {
        if (text is null || text.Length > 200)
            return null;
        var words = WithoutComments(text).Replace(',', ' ').Replace('-', ' ', 0, ZoneStart(text)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var first = words.Length > 0 && !char.IsAsciiDigit(words[0][0]) && MonthOf(words[0]) == 0 ? 1 : 0;
        var rest = words.AsSpan(first);
        // "Sat May  2 19:07:05 2009": what C programs print.
        if (rest.Length >= 4 && MonthOf(rest[0]) > 0 && rest[2].Contains(':', StringComparison.Ordinal))
            return Of(rest[1], MonthOf(rest[0]), rest[^1], rest[2], rest.Length > 4 ? rest[3] : "");
        return rest.Length >= 4 ? Of(rest[0], MonthOf(rest[1]), rest[2], rest[3], rest.Length > 4 ? rest[4] : "") : null;
    }

    private static DateTimeOffset? Of(string day, int month, string year, string time, string zone)
    {
        if (!TryNumber(day, out var d) || month == 0 || !TryNumber(year, out var y))
            return null;
        // RFC 5322, 4.3: 00 to 49 are this century's, 50 to 999 count from 1900.
        y += y < 50 ? 2000 : y < 1000 ? 1900 : 0;
        var parts = time.Split(':', '.');
        if (parts.Length is < 2 or > 4 || !TryNumber(parts[0], out var hour) || !TryNumber(parts[1], out var minute))
            return null;
        var second = 0;
        if (parts.Length > 2 && !TryNumber(parts[2], out second))
            return null;
        if (y is < 1900 or > 9998 || d < 1 || d > DateTime.DaysInMonth(y, month) || hour > 24 || minute > 59 || second > 60)
            return null;
        var local = new DateTime(y, month, d, 0, 0, 0, DateTimeKind.Unspecified).AddHours(hour).AddMinutes(minute).AddSeconds(Math.Min(second, 59));
        return new DateTimeOffset(local - OffsetOf(zone), TimeSpan.Zero);
    }

    private static TimeSpan OffsetOf(string zone)
    {
        if (zone is ['+' or '-', _, _, _, _] && TryNumber(zone[1..], out var number))
        {
            var offset = new TimeSpan(number / 100, number % 100, 0);
            return offset > TimeSpan.FromHours(14) ? TimeSpan.Zero : zone[0] == '-' ? -offset : offset;
        }

        return TimeSpan.FromHours(Zones.GetValueOrDefault(zone));
    }

    private static int MonthOf(string word) => word.Length < 3 ? 0 : Array.IndexOf(Months, word[..3].ToLowerInvariant()) + 1;

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && text.Length <= 4;

    private static string WithoutComments(string text)
    {
        var depth = 0;
        return new string([.. text.Where(c =>
        {
            depth += c == '(' ? 1 : 0;
            var keep = depth == 0;
            depth -= c == ')' && depth > 0 ? 1 : 0;
            return keep;
        }).Select(c => char.IsWhiteSpace(c) ? ' ' : c)]);
    }

    /// <summary>"6-Jan-2026": only before the time is a hyphen a divider.</summary>
    private static int ZoneStart(string text) => text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? colon : text.Length;

    private static string Replace(this string text, char from, char to, int start, int end) =>
        end > text.Length ? text.Replace(from, to) : string.Concat(text[start..end].Replace(from, to), text[end..]);
}
