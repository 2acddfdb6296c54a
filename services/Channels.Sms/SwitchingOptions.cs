using Omnichannel.Settings;

namespace Omnichannel.Channels.Sms;

/// <summary>When a provider of text messages is put aside for the next one.</summary>
internal sealed record SwitchingOptions : ISettings
{
    public static string Section => "Sms:Switching";

    /// <summary>How far back calls count.</summary>
    public TimeSpan Window { get; set; } = FailoverLimits.Default.Window;

    /// <summary>Fewer calls than this within the window say nothing.</summary>
    public int LeastCalls { get; set; } = FailoverLimits.Default.LeastCalls;

    /// <summary>From which share of failed or slow calls on, 0 to 1.</summary>
    public double BadShare { get; set; } = FailoverLimits.Default.BadShare;

    /// <summary>A call that takes longer counts as bad.</summary>
    public TimeSpan SlowAfter { get; set; } = FailoverLimits.Default.SlowAfter;

    /// <summary>How long it stays aside before one message tries it again.</summary>
    public TimeSpan Pause { get; set; } = FailoverLimits.Default.Pause;

    public FailoverLimits Limits => new(Window, LeastCalls, BadShare, SlowAfter, Pause);

    public IEnumerable<InvalidSetting> Validate()
    {
        if (Window <= TimeSpan.Zero)
            yield return new(nameof(Window), "must be longer than 0, such as 00:01:00");
        if (BadShare is < 0 or > 1 or double.NaN)
            yield return new(nameof(BadShare), "must be from 0 to 1, such as 0.5");
    }
}
