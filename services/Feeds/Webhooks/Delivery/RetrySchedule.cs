namespace Omnichannel.Feeds;

/// <summary>When a delivery that failed is tried again (after Standard Webhooks 1.0).</summary>
internal static class RetrySchedule
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10),
        TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    private static readonly TimeSpan LongestAsked = TimeSpan.FromHours(24);

    /// <summary>How long to wait after a failure: at least as the schedule says, up to a tenth longer, and as long as <c>Retry-After</c> says.</summary>
    /// <param name="attempt">The attempt that failed: 1, 2, 3 …</param>
    /// <param name="asked">What <c>Retry-After</c> said; a day at most counts.</param>
    /// <param name="jitter">0 to 1.</param>
    /// <returns>Null after the last attempt.</returns>
    public static TimeSpan? After(int attempt, TimeSpan? asked, double jitter)
    {
        if (attempt > Waits.Length)
            return null;
        var wait = Waits[attempt - 1] * (1 + 0.1 * jitter);
        return asked is { } longer && longer > wait ? (longer < LongestAsked ? longer : LongestAsked) : wait;
    }
}
