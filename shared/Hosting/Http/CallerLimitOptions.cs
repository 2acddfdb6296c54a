using Omnichannel.Settings;

namespace Omnichannel.Hosting;

/// <summary>What one caller may ask of us.</summary>
public sealed record CallerLimitOptions : ISettings
{
    public static string Section => "Limits";

    /// <summary>Requests a second for each holder of a key; twice as many may come at once. Providers' webhooks are not counted.</summary>
    public int RequestsPerSecond { get; set; } = 1_000;

    public IEnumerable<InvalidSetting> Validate()
    {
        if (RequestsPerSecond < 1)
            yield return new(nameof(RequestsPerSecond), "must be 1 at least");
    }
}
