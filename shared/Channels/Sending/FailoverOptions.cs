using Microsoft.Extensions.Configuration;

namespace Omnichannel.Channels;

/// <summary>When a provider is put aside for the next one.</summary>
/// <param name="Window">How far back calls count.</param>
/// <param name="LeastCalls">Fewer calls than this within the window say nothing.</param>
/// <param name="BadShare">From which share of failed or slow calls on, 0 to 1.</param>
/// <param name="SlowAfter">A call that takes longer counts as bad.</param>
/// <param name="Pause">How long it stays aside before one message tries it again.</param>
public sealed record FailoverOptions(TimeSpan Window, int LeastCalls, double BadShare, TimeSpan SlowAfter, TimeSpan Pause)
{
    public static FailoverOptions Default { get; } = new(TimeSpan.FromMinutes(1), 5, 0.5, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1));

    /// <summary>Calls that are remembered of each provider.</summary>
    public int MostCalls => 1_000;

    /// <summary>
    /// Reads <c>Window</c> (1 min), <c>LeastCalls</c> (5), <c>BadShare</c> (0.5), <c>SlowAfter</c> (5 s) and <c>Pause</c> (1 min).
    /// </summary>
    public static FailoverOptions Read(IConfigurationSection section) => new(
        section.GetValue("Window", Default.Window), section.GetValue("LeastCalls", Default.LeastCalls), section.GetValue("BadShare", Default.BadShare),
        section.GetValue("SlowAfter", Default.SlowAfter), section.GetValue("Pause", Default.Pause));
}
