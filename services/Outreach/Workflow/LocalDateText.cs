using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Omnichannel.Outreach;

/// <summary>A timestamp as the date that it is where the citizen is; any other text stays as it is.</summary>
internal static class LocalDateText
{
    public static string Of(string value, Situation situation, string language)
    {
        LocalDate day;
        if (OffsetDateTimePattern.Rfc3339.Parse(value) is { Success: true } moment)
            day = moment.Value.ToInstant().InZone(situation.Citizen.TimeZone ?? situation.Options.Zone).Date;
        else if (LocalDatePattern.Iso.Parse(value) is { Success: true } date)
            day = date.Value;
        else
            return value;
        return Of(day, language);
    }

    public static string Of(LocalDate day, string language) => day.ToString(
        language.Split('-')[0] switch
        {
            "de" => "dd.MM.yyyy",
            "en" => "d MMMM yyyy",
            _ => "yyyy-MM-dd",
        },
        CultureInfo.InvariantCulture);
}
