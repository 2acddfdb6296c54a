using System.Globalization;
using System.Text.RegularExpressions;

namespace Omnichannel.Outreach;

/// <summary>Reads the one date in a text, as people write it: 2026-03-12, 12.3.2026, 12.3., 12/03/2026, 12 March, March 12, 12. März.</summary>
internal static partial class DateReading
{
    /// <summary>The beginnings of months, in English, German, French, Italian and Spanish; a beginning that two months share stands for neither.</summary>
    private static readonly (string Start, int Month)[] Months =
    [
        ("jan", 1), ("jän", 1), ("gen", 1), ("ene", 1), ("feb", 2), ("fév", 2), ("fev", 2), ("mar", 3), ("mär", 3), ("mae", 3), ("apr", 4), ("avr", 4),
        ("abr", 4), ("may", 5), ("mai", 5), ("mag", 5), ("jun", 6), ("juin", 6), ("giu", 6), ("jul", 7), ("juil", 7), ("lug", 7), ("aug", 8), ("aoû", 8),
        ("aou", 8), ("ago", 8), ("sep", 9), ("set", 9), ("oct", 10), ("okt", 10), ("ott", 10), ("nov", 11), ("dec", 12), ("dez", 12), ("déc", 12), ("dic", 12),
    ];

    /// <summary>Null when there is none, more than one, or none that the calendar has.</summary>
    /// <param name="today">A day without a year is the next one, today included.</param>
    public static DateOnly? In(string text, DateOnly today)
    {
        var found = new HashSet<DateOnly>();
        foreach (Match match in Numeric().Matches(text))
        {
            if (match.Groups["iso"].Success)
                Add(match, "y1", "m1", "d1");
            else
                Add(match, "y2", "m2", "d2");
        }

        foreach (Match match in Named().Matches(text))
        {
            var word = match.Groups["name1"].Success ? match.Groups["name1"].Value : match.Groups["name2"].Value;
            if (MonthOf(word) is not { } month)
                continue;
            var day = Number(match.Groups["d1"].Success ? match.Groups["d1"] : match.Groups["d2"]);
            if (DateOf(match.Groups["y"].Success ? Number(match.Groups["y"]) : null, month, day, today) is { } date)
                found.Add(date);
        }

        return found.Count == 1 ? found.Single() : null;

        void Add(Match match, string year, string month, string day)
        {
            if (DateOf(match.Groups[year].Success ? Number(match.Groups[year]) : null, Number(match.Groups[month]), Number(match.Groups[day]), today) is { } date)
                found.Add(date);
        }
    }

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    private static int? MonthOf(string word)
    {
        var lower = word.ToLowerInvariant();
        // The longest beginning: "juin" is June, "juil" July, "jun" June.
        return Months.Where(one => lower.StartsWith(one.Start, StringComparison.Ordinal)).OrderByDescending(one => one.Start.Length)
            .Select(one => (int?)one.Month).FirstOrDefault();
    }

    /// <summary>29 February without a year is in the next leap year.</summary>
    private static DateOnly? DateOf(int? year, int month, int day, DateOnly today)
    {
        if (month is < 1 or > 12 || day is < 1 or > 31)
            return null;
        if (year is { } given)
            return given + (given < 100 ? 2000 : 0) is var full && full is >= 1900 and <= 2200 && day <= DateTime.DaysInMonth(full, month) ? new DateOnly(full, month, day) : null;
        for (var next = today.Year; next <= today.Year + 8; next++)
        {
            if (day <= DateTime.DaysInMonth(next, month) && new DateOnly(next, month, day) is var date && date >= today)
                return date;
        }

        return null;
    }

    [GeneratedRegex(@"(?<![\p{Nd}.\-/])(?:(?<iso>(?<y1>[0-9]{4})-(?<m1>[0-9]{1,2})-(?<d1>[0-9]{1,2}))|(?<d2>[0-9]{1,2})\s?[./]\s?(?<m2>[0-9]{1,2})(?:\s?[./]\s?(?<y2>[0-9]{4}|[0-9]{2}))?\.?)(?![\p{Nd}/])")]
    private static partial Regex Numeric();

    private const string Month = @"(?:jan|jän|gen|ene|feb|fév|fev|mar|mär|mae|apr|avr|abr|may|mai|mag|jun|jui|giu|jul|lug|aug|aoû|aou|ago|sep|set|oct|okt|ott|nov|dec|dez|déc|dic)\p{L}{0,8}";

    [GeneratedRegex(
        $@"(?<![\p{{L}}\p{{Nd}}])(?:(?<d1>[0-9]{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:of\s+|de\s+)?(?<name1>{Month})\.?|(?<name2>{Month})\.?\s+(?<d2>[0-9]{{1,2}})(?:st|nd|rd|th)?(?![\p{{Nd}}:.]))(?:,?\s+(?<y>[0-9]{{4}}))?",
        RegexOptions.IgnoreCase)]
    private static partial Regex Named();
}
