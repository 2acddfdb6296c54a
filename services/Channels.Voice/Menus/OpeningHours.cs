namespace Omnichannel.Channels.Voice;

/// <summary>When an office is open: spans of a day by weekday, in local time; on a holiday never.</summary>
internal sealed record OpeningHours(ILookup<DayOfWeek, OpenSpan> Days)
{
    /// <summary>Is it open at this moment? The clock on the wall decides, also on the days when it is changed.</summary>
    public bool Contains(DateTimeOffset moment, TimeZoneInfo zone, IReadOnlySet<DateOnly> holidays)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone).DateTime;
        var time = TimeOnly.FromDateTime(local);
        return !holidays.Contains(DateOnly.FromDateTime(local)) && Days[local.DayOfWeek].Any(span => span.From <= time && time < span.Until);
    }
}

/// <param name="Until">Not included; <see cref="TimeOnly.MaxValue"/> = to the end of the day.</param>
internal readonly record struct OpenSpan(TimeOnly From, TimeOnly Until);
