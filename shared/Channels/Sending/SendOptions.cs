using Omnichannel.Settings;

namespace Omnichannel.Channels;

/// <summary>What the section of every provider has: the limits of sending. A provider's own class adds the account.</summary>
public abstract record SendOptions
{
    /// <summary>How long one attempt to send may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Attempts after the first; less than 0 is 0.</summary>
    public int Retries { get; set; } = 3;

    /// <summary>Messages that each of our numbers or addresses may send in a second; less than 1 is 1.</summary>
    public int PerSenderPerSecond { get; set; } = 100;

    public SendLimits Limits => new(Timeout, Retries, PerSenderPerSecond);

    /// <summary>What of these cannot be meant, for the class's own <see cref="ISettings.Validate"/>.</summary>
    protected IEnumerable<InvalidSetting> InvalidLimits()
    {
        if (Timeout <= TimeSpan.Zero)
            yield return new(nameof(Timeout), "must be longer than 0, such as 00:00:10");
    }

    /// <summary>What an account by halves lacks, for the class's own <see cref="ISettings.Validate"/>.</summary>
    /// <param name="given">The setting that says that there is an account.</param>
    protected static IEnumerable<InvalidSetting> Missing(string given, params IEnumerable<(string Name, string Value)> needed) =>
        needed.Where(one => one.Value.Length == 0).Select(one => new InvalidSetting(one.Name, $"is not set, although {given} is; an account has both"));
}
