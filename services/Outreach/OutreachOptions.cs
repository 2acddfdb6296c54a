using System.Globalization;
using Microsoft.Extensions.Configuration;
using NodaTime;
using Omnichannel.Hosting;

namespace Omnichannel.Outreach;

/// <summary>The rules of one installation that hold for all its departments: section <c>Outreach</c>.</summary>
internal sealed record OutreachOptions
{
    /// <summary>Of citizens who have none of their own (<c>TimeZone</c>, UTC).</summary>
    public DateTimeZone TimeZone { get; init; } = DateTimeZone.Utc;

    /// <summary>From when on nobody is written to, by the citizen's clock (<c>QuietFrom</c>, 20:00).</summary>
    public LocalTime QuietFrom { get; init; } = new(20, 0);

    /// <summary>Until when (<c>QuietTo</c>, 08:00); the same as <see cref="QuietFrom"/> = there are no quiet hours.</summary>
    public LocalTime QuietTo { get; init; } = new(8, 0);

    /// <summary>No working days, besides Saturdays and Sundays (<c>Holidays:0</c> …, such as 2026-12-25).</summary>
    public IReadOnlySet<LocalDate> Holidays { get; init; } = new HashSet<LocalDate>();

    /// <summary>How often a citizen is written to first (<c>Budget:Most</c>, 3) …</summary>
    public int BudgetMost { get; init; } = 3;

    /// <summary>… within so many days (<c>Budget:Days</c>, 7), by all departments together.</summary>
    public int BudgetDays { get; init; } = 7;

    /// <summary>Messages a second of one channel (<c>Pace:sms</c> …); of a channel that is not named, 50.</summary>
    public IReadOnlyDictionary<string, int> Pace { get; init; } = new Dictionary<string, int>();

    /// <summary>What a message costs, in hundredths of a cent (<c>Cost:sms</c> …): of an SMS, each of its parts; not named = nothing.</summary>
    public IReadOnlyDictionary<string, int> Cost { get; init; } = new Dictionary<string, int>();

    /// <summary>Where citizens reach us, for the links in messages, without a slash at its end (<c>PublicUrl</c>, this process).</summary>
    public string PublicUrl { get; init; } = "http://127.0.0.1:8080";

    public int PaceOf(string channel) => Pace.GetValueOrDefault(channel, 50);

    /// <exception cref="InvalidOperationException">Something that is no time, zone, day or number.</exception>
    public static OutreachOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Outreach");
        var options = new OutreachOptions
        {
            TimeZone = ZoneOf(section["TimeZone"]),
            QuietFrom = TimeOf(section, "QuietFrom", new LocalTime(20, 0)),
            QuietTo = TimeOf(section, "QuietTo", new LocalTime(8, 0)),
            Holidays = section.GetSection("Holidays").GetChildren().Select(day => DayOf(day.Value)).ToHashSet(),
            BudgetMost = section.GetValue("Budget:Most", 3),
            BudgetDays = section.GetValue("Budget:Days", 7),
            Pace = NumbersOf(section.GetSection("Pace")),
            Cost = NumbersOf(section.GetSection("Cost")),
            PublicUrl = (section["PublicUrl"] is { Length: > 0 } own ? own : OwnAddress.Of(configuration)).TrimEnd('/'),
        };
        if (!Uri.TryCreate(options.PublicUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new InvalidOperationException($"Outreach:PublicUrl '{options.PublicUrl}' is no address; write it as https://city.example.");
        if (options.BudgetMost < 1 || options.BudgetDays is < 1 or > 366)
            throw new InvalidOperationException("Outreach:Budget:Most must be 1 at least, Outreach:Budget:Days from 1 to 366.");
        if (options.Pace.Values.Any(pace => pace < 1))
            throw new InvalidOperationException("Outreach:Pace of a channel must be 1 a second at least.");
        return options;
    }

    private static DateTimeZone ZoneOf(string? name) => name is null
        ? DateTimeZone.Utc
        : DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) ?? throw new InvalidOperationException($"Outreach:TimeZone '{name}' is unknown; write it as Europe/Berlin.");

    private static LocalTime TimeOf(IConfiguration section, string key, LocalTime standard)
    {
        if (section[key] is not { } text)
            return standard;
        return TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new LocalTime(time.Hour, time.Minute)
            : throw new InvalidOperationException($"Outreach:{key} '{text}' is no time; write it as 20:00.");
    }

    private static LocalDate DayOf(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? new LocalDate(day.Year, day.Month, day.Day)
        : throw new InvalidOperationException($"Outreach:Holidays '{text}' is no day; write it as 2026-12-25.");

    private static Dictionary<string, int> NumbersOf(IConfiguration section) => section.GetChildren().ToDictionary(
        one => one.Key,
        one => int.TryParse(one.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidOperationException($"Outreach: '{one.Value}' of {one.Key} is no whole number."));
}
