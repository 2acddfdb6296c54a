using Microsoft.Extensions.Configuration;

namespace Omnichannel.Channels.Sms;

/// <summary>
/// The providers of text messages that are in use, in order of preference: <c>Sms:Providers</c>, else those that are configured, else all of
/// them as the simulator plays them.
/// </summary>
internal sealed record EnabledProviders(IReadOnlyList<string> Names)
{
    public static IReadOnlyList<string> Known { get; } = [TwilioSmsSender.ProviderName, KannelMessageReader.ProviderName, VonageMessageReader.ProviderName];

    public bool Has(string provider) => Names.Contains(provider);

    /// <exception cref="InvalidOperationException">A provider that there is not, one twice, or one that is not configured beside others that are.</exception>
    public static EnabledProviders Read(IConfiguration configuration)
    {
        var configured = Known.Where(name => IsConfigured(name, configuration)).ToList();
        var named = configuration.GetSection("Sms:Providers").Get<string[]>() ?? configuration["Sms:Providers"]?.Split(',', StringSplitOptions.TrimEntries) ?? [];
        if (named.Length == 0)
            return new EnabledProviders(configured.Count > 0 ? configured : Known);
        if (named.FirstOrDefault(name => !Known.Contains(name)) is { } unknown)
            throw new InvalidOperationException($"Sms:Providers names '{unknown}'; there are: {string.Join(", ", Known)}.");
        if (named.Distinct().Count() < named.Length)
            throw new InvalidOperationException("Sms:Providers names a provider twice.");
        // A real account beside a simulated one would lose messages into the simulator.
        if (configured.Count > 0 && named.FirstOrDefault(name => !configured.Contains(name)) is { } missing)
            throw new InvalidOperationException($"Sms:Providers names '{missing}', which is not configured.");
        return new EnabledProviders(named);
    }

    private static bool IsConfigured(string name, IConfiguration configuration) => name switch
    {
        KannelMessageReader.ProviderName => KannelOptions.IsConfigured(configuration),
        VonageMessageReader.ProviderName => VonageOptions.IsConfigured(configuration),
        _ => configuration["Sms:Twilio:AuthToken"] is { Length: > 0 },
    };
}
