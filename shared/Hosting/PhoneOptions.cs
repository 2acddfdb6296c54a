using Omnichannel.Contracts;
using Omnichannel.Settings;

namespace Omnichannel.Hosting;

/// <summary>How telephone numbers are read.</summary>
public sealed record PhoneOptions : ISettings
{
    public static string Section => "Phone";

    /// <summary>
    /// Where numbers without a country code belong: a country's two letters, such as <c>GB</c> or <c>DE</c> (ISO 3166). Without it they are refused
    /// where people type them, and kept as they are where they come from a gateway or a connector.
    /// </summary>
    public string? DefaultRegion { get; set; }

    public IEnumerable<InvalidSetting> Validate()
    {
        if (DefaultRegion is not null && !PhoneNumber.IsRegion(DefaultRegion))
            yield return new(nameof(DefaultRegion), $"'{DefaultRegion}' is no country; write two capital letters, such as GB or DE");
    }
}
