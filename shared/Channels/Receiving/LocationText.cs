using System.Globalization;

namespace Omnichannel.Channels;

/// <summary>A location as text: its name, address and coordinates.</summary>
public static class LocationText
{
    /// <param name="latitude">Degrees north.</param>
    /// <param name="longitude">Degrees east.</param>
    public static string Of(double latitude, double longitude, string? name, string? address)
    {
        var where = string.Create(CultureInfo.InvariantCulture, $"{latitude}, {longitude}");
        var called = string.Join(", ", new[] { name, address }.Where(part => !string.IsNullOrEmpty(part)));
        return called.Length == 0 ? where : $"{called} ({where})";
    }
}
