using NodaTime;
using NodaTime.TimeZones;

namespace Omnichannel.Outreach;

/// <summary>When citizens may be written to, by their own clock.</summary>
internal static class ContactCalendar
{
    /// <summary>Far more than any run of holidays.</summary>
    private const int MostDays = 400;

    /// <summary>
    /// The first moment from <paramref name="now"/> on that is in no quiet hours and, where required, on a working day. A time that a change of
    /// clocks skips is taken as later by what was skipped; of one that it repeats, the first is taken.
    /// </summary>
    public static Instant NextAllowed(Instant now, DateTimeZone zone, OutreachOptions options, bool workingDaysOnly)
    {
        var at = now;
        for (var day = 0; day < MostDays; day++)
        {
            var local = at.InZone(zone).LocalDateTime;
            if (workingDaysOnly && !IsWorkingDay(local.Date, options))
                at = local.Date.PlusDays(1).AtStartOfDayInZone(zone).ToInstant();
            else if (IsQuiet(local.TimeOfDay, options))
                at = EndOfQuiet(local, options).InZone(zone, Resolvers.LenientResolver).ToInstant();
            else
                return at;
        }

        throw new InvalidOperationException("The calendar has no working day within a year: look at Outreach:Holidays.");
    }

    public static bool IsQuiet(LocalTime time, OutreachOptions options)
    {
        var (clock, from, to) = (time.ToTimeOnly(), options.QuietFrom, options.QuietTo);
        return from <= to ? clock >= from && clock < to : clock >= from || clock < to;
    }

    public static bool IsWorkingDay(LocalDate date, OutreachOptions options) =>
        date.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) && !options.Holidays.Contains(date.ToDateOnly());

    private static LocalDateTime EndOfQuiet(LocalDateTime local, OutreachOptions options)
    {
        var end = local.Date + LocalTime.FromTimeOnly(options.QuietTo);
        return end > local ? end : end.PlusDays(1);
    }
}
