namespace Omnichannel.Channels;

/// <summary>When a provider is put aside for the next one.</summary>
/// <param name="Window">How far back calls count.</param>
/// <param name="LeastCalls">Fewer calls than this within the window say nothing.</param>
/// <param name="BadShare">From which share of failed or slow calls on, 0 to 1.</param>
/// <param name="SlowAfter">A call that takes longer counts as bad.</param>
/// <param name="Pause">How long it stays aside before one message tries it again.</param>
public sealed record FailoverLimits(TimeSpan Window, int LeastCalls, double BadShare, TimeSpan SlowAfter, TimeSpan Pause)
{
    public static FailoverLimits Default { get; } = new(TimeSpan.FromMinutes(1), 5, 0.5, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1));

    /// <summary>Calls that are remembered of each provider.</summary>
    public int MostCalls => 1_000;
}
