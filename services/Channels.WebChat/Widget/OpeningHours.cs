using System.Globalization;

namespace Omnichannel.Channels.WebChat;

/// <summary>When somebody is there to answer. Without hours, always.</summary>
internal sealed class OpeningHours
{
    private static readonly string[] DayNames = ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"];
    private readonly ILookup<DayOfWeek, (TimeOnly From, TimeOnly To)>? _spans;
    private readonly TimeZoneInfo _zone;

    private OpeningHours(ILookup<DayOfWeek, (TimeOnly, TimeOnly)>? spans, TimeZoneInfo zone) => (_spans, _zone) = (spans, zone);

    /// <param name="text">Like <c>Mo-Fr 08:00-12:00, Mo-We 13:00-16:30, Sa 09:00-12:00</c>; null or empty = always.</param>
    /// <param name="zone">IANA name, like <c>Europe/Berlin</c>; null = UTC.</param>
    /// <exception cref="FormatException">It cannot be read.</exception>
    /// <exception cref="TimeZoneNotFoundException">There is no such zone.</exception>
    public static OpeningHours Read(string? text, string? zone)
    {
        var parts = (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new OpeningHours(
            parts.Length == 0 ? null : parts.SelectMany(SpansOf).ToLookup(span => span.Day, span => (span.From, span.To)),
            string.IsNullOrWhiteSpace(zone) ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(zone));
    }

    public bool IsOpen(DateTimeOffset now)
    {
        if (_spans is null)
            return true;
        var local = TimeZoneInfo.ConvertTime(now, _zone);
        var clock = TimeOnly.FromTimeSpan(local.TimeOfDay);
        return _spans[local.DayOfWeek].Any(span => span.From <= clock && clock < span.To);
    }

    private static IEnumerable<(DayOfWeek Day, TimeOnly From, TimeOnly To)> SpansOf(string part)
    {
        if (part.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var days, var times] || times.Split('-') is not [var from, var to])
            throw Unreadable(part);
        var (begin, end) = (TimeOf(from, part), TimeOf(to, part));
        if (begin >= end || days.Split('-') is not [var first, .. { Length: <= 1 } rest])
            throw Unreadable(part);
        var last = DayOf(rest.Length == 1 ? rest[0] : first, part);
        for (var day = DayOf(first, part); ; day = (day + 1) % 7)
        {
            yield return ((DayOfWeek)day, begin, end);
            if (day == last)
                yield break;
        }
    }

    private static int DayOf(string name, string part) => Array.IndexOf(DayNames, name) is >= 0 and var day ? day : throw Unreadable(part);

    private static TimeOnly TimeOf(string text, string part) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : throw Unreadable(part);

    private static FormatException Unreadable(string part) => new($"'{part}' are no hours; write them like Mo-Fr 08:00-16:00.");
}
