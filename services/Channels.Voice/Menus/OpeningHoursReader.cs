using System.Globalization;

namespace Omnichannel.Channels.Voice;

/// <summary>Reads opening hours: <c>mon-fri: 08:00-12:00, 13:00-18:00</c>, one line for each span of days.</summary>
internal static class OpeningHoursReader
{
    private static readonly string[] Names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public static OpeningHours Read(YamlPart part)
    {
        var spans = new List<(DayOfWeek Day, OpenSpan Span)>();
        foreach (var key in part.Keys.ToList())
        {
            if (DaysOf(key) is not { } days)
            {
                part.Optional(key);
                part.Blame($"'{key}' is no day or span of days: write mon, tue, … or mon-fri.");
                continue;
            }

            foreach (var text in (part.Optional(key) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (SpanOf(text) is { } span)
                    spans.AddRange(days.Select(day => (day, span)));
                else
                    part.Blame($"'{text}' is no span of time: write it as 08:00-18:00, within one day.");
            }
        }

        return new OpeningHours(spans.ToLookup(span => span.Day, span => span.Span));
    }

    private static List<DayOfWeek>? DaysOf(string text)
    {
        var ends = text.ToLowerInvariant().Split('-').Select(name => Array.IndexOf(Names, name.Trim())).ToArray();
        if (ends.Length is 0 or > 2 || ends.Contains(-1))
            return null;
        var days = new List<DayOfWeek>();
        for (var day = ends[0]; ; day = (day + 1) % 7)
        {
            days.Add((DayOfWeek)day);
            if (day == ends[^1])
                return days;
        }
    }

    private static OpenSpan? SpanOf(string text)
    {
        var ends = text.Split('-', StringSplitOptions.TrimEntries);
        if (ends.Length != 2 || !Time(ends[0], out var from))
            return null;
        var until = TimeOnly.MaxValue;
        return ends[1] == "24:00" || (Time(ends[1], out until) && until > from) ? new OpenSpan(from, until) : null;
    }

    private static bool Time(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
