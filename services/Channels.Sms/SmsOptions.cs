using Omnichannel.Settings;

namespace Omnichannel.Channels.Sms;

/// <summary>Which providers of text messages there are.</summary>
internal sealed record SmsOptions : ISettings
{
    public static string Section => "Sms";

    /// <summary>
    /// The providers in use, in order of preference: <c>twilio</c>, <c>kannel</c>, <c>vonage</c>. Without it those that have an account;
    /// all of them, as the simulator plays them, when none has.
    /// </summary>
    public IReadOnlyList<string> Providers { get; set; } = [];

    /// <summary>Those that have an account of our own.</summary>
    public IReadOnlyList<string> Configured { get; internal set; } = [];

    public IEnumerable<InvalidSetting> Validate()
    {
        if (Providers.FirstOrDefault(name => !EnabledProviders.Known.Contains(name)) is { } unknown)
            yield return new(nameof(Providers), $"names '{unknown}'; there are {string.Join(", ", EnabledProviders.Known)}");
        if (Providers.Distinct().Count() < Providers.Count)
            yield return new(nameof(Providers), "names a provider twice");
        // A real account beside a simulated one would lose messages into the simulator.
        if (Configured.Count > 0 && Providers.FirstOrDefault(name => EnabledProviders.Known.Contains(name) && !Configured.Contains(name)) is { } missing)
            yield return new(nameof(Providers), $"names '{missing}', which has no account, beside {string.Join(" and ", Configured)}, which has one");
    }
}
