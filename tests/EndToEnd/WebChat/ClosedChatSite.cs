namespace Omnichannel.EndToEnd;

/// <summary>A chat whose hours are on another day, so that nobody is ever there while this runs.</summary>
public sealed class ClosedChatSite() : ChatSite([new("WebChat__Hours", HoursOfAnotherDay())])
{
    private static string HoursOfAnotherDay() => $"{TimeProvider.System.GetUtcNow().AddDays(3).DayOfWeek.ToString()[..2]} 10:00-11:00";
}
