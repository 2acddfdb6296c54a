using System.ComponentModel;
using System.Globalization;

namespace Omnichannel.Settings;

/// <summary>One value, from how it is written.</summary>
internal static class SettingValue
{
    /// <summary>Null when the text is no such value. What .NET's own binder reads is read alike; times and days have one form.</summary>
    public static object? Read(Type type, string text)
    {
        if (type == typeof(TimeOnly))
            return TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
        if (type == typeof(DateOnly))
            return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>To follow the name and the value: what it is not, and how it is written.</summary>
    public static string Refusal(Type type) => type switch
    {
        _ when type == typeof(bool) => "is neither true nor false",
        _ when type == typeof(TimeSpan) => "is no span of time; write it as 00:00:30 (hours, minutes, seconds), or 3.12:00:00 (days before them)",
        _ when type == typeof(TimeOnly) => "is no time; write it as 20:00",
        _ when type == typeof(DateOnly) => "is no day; write it as 2026-12-25",
        _ when type == typeof(double) => "is no number; write it as 0.5",
        _ => "is no whole number, or too large a one; write it as 20",
    };
}
