using System.Diagnostics;

namespace Omnichannel.Benchmarks;

/// <summary>How long each of many took, in microseconds.</summary>
internal sealed class Latencies
{
    private readonly double[] _sorted;

    public Latencies(IEnumerable<long> ticks) => _sorted = [.. ticks.Select(t => t * 1e6 / Stopwatch.Frequency).Order()];

    /// <summary>Does one after another for a while.</summary>
    public static async Task<Latencies> OfAsync(TimeSpan time, Func<Task> one)
    {
        var ticks = new List<long>();
        var whole = Stopwatch.StartNew();
        while (whole.Elapsed < time)
        {
            var started = Stopwatch.GetTimestamp();
            await one();
            ticks.Add(Stopwatch.GetTimestamp() - started);
        }

        return new Latencies(ticks);
    }

    /// <param name="share">0.5 = the median.</param>
    public double At(double share) => _sorted[Math.Min(_sorted.Length - 1, (int)(share * _sorted.Length))];
}
