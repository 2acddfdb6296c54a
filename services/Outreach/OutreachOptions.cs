using Microsoft.Extensions.Configuration;
using NodaTime;
using Omnichannel.Settings;

namespace Omnichannel.Outreach;

/// <summary>The rules of one installation that hold for all its departments.</summary>
internal sealed record OutreachOptions : ISettings
{
    public static string Section => "Outreach";

    /// <summary>The time zone of citizens who have none of their own, such as <c>Europe/Berlin</c>.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>From when on nobody is written to, by the citizen's clock.</summary>
    public TimeOnly QuietFrom { get; set; } = new(20, 0);

    /// <summary>Until when; the same as <c>QuietFrom</c>: there are no quiet hours.</summary>
    public TimeOnly QuietTo { get; set; } = new(8, 0);

    /// <summary>No working days, besides Saturdays and Sundays, such as <c>2026-12-25</c>.</summary>
    public IReadOnlyList<DateOnly> Holidays { get; set; } = [];

    /// <summary>How often a citizen is written to first, within <c>Budget:Days</c>, by all departments together.</summary>
    [ConfigurationKeyName("Budget:Most")]
    public int BudgetMost { get; set; } = 3;

    /// <summary>The days that <c>Budget:Most</c> counts over; 1 to 366.</summary>
    [ConfigurationKeyName("Budget:Days")]
    public int BudgetDays { get; set; } = 7;

    /// <summary>Messages a second of one channel, such as <c>Outreach:Pace:sms</c>; of a channel that is not named, 50.</summary>
    public IReadOnlyDictionary<string, int> Pace { get; set; } = new Dictionary<string, int>();

    /// <summary>What a message costs, in hundredths of a cent, such as <c>Outreach:Cost:sms</c>: of an SMS, each of its parts; of a channel that is not named, nothing.</summary>
    public IReadOnlyDictionary<string, int> Cost { get; set; } = new Dictionary<string, int>();

    /// <summary>Where citizens reach us, for the links in messages. Without it this process.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Starts three sample campaigns with the first start; <c>make run</c> sets it.</summary>
    public bool Samples { get; set; }

    public DateTimeZone Zone => DateTimeZoneProviders.Tzdb.GetZoneOrNull(TimeZone) ?? DateTimeZone.Utc;

    public int PaceOf(string channel) => Pace.GetValueOrDefault(channel, 50);

    public IEnumerable<InvalidSetting> Validate()
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(TimeZone) is null)
            yield return new(nameof(TimeZone), $"'{TimeZone}' is unknown; write it as Europe/Berlin");
        if (BudgetMost < 1)
            yield return new("Budget:Most", "must be 1 at least");
        if (BudgetDays is < 1 or > 366)
            yield return new("Budget:Days", "must be from 1 to 366");
        foreach (var (channel, _) in Pace.Where(pace => pace.Value < 1))
            yield return new($"{nameof(Pace)}:{channel}", "must be 1 a second at least");
        foreach (var (channel, _) in Cost.Where(cost => cost.Value < 0))
            yield return new($"{nameof(Cost)}:{channel}", "must be 0 at least");
        foreach (var invalid in AddressSetting.Check(nameof(PublicUrl), PublicUrl))
            yield return invalid;
    }
}
