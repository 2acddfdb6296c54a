using System.Globalization;
using System.Text.RegularExpressions;

namespace Omnichannel.Outreach;

/// <summary>How long, as people write it: <c>30m</c>, <c>36h</c>, <c>2d</c>.</summary>
internal static partial class Spans
{
    private const int MostDays = 3_660;

    /// <summary>Null for what is no span between a minute and ten years.</summary>
    public static TimeSpan? Read(string? text)
    {
        if (text is null || Form().Match(text.Trim()) is not { Success: true } match)
            return null;
        var number = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        var span = match.Groups[2].Value switch
        {
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => TimeSpan.FromDays(number),
        };
        return span >= TimeSpan.FromMinutes(1) && span <= TimeSpan.FromDays(MostDays) ? span : null;
    }

    [GeneratedRegex(@"^([0-9]{1,6})\s?([mhd])\z")]
    private static partial Regex Form();
}
