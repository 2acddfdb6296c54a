using System.Globalization;
using Omnichannel.Benchmarks.Reporting;

namespace Omnichannel.Benchmarks.Log;

/// <summary>
/// What a leg cost the machine besides time: processor time of all processes (<c>/proc/stat</c>) and bytes this process handed to the kernel
/// (<c>wchar</c> of <c>/proc/self/io</c>). Legs that take turns are added up, each side in an object of its own.
/// </summary>
internal sealed class Effort
{
    /// <summary>Ticks of a second in <c>/proc/stat</c>; Linux tells 100 to every program.</summary>
    private const double TicksPerSecond = 100;

    private readonly List<double> _busyMicroseconds = [];
    private readonly List<double> _bytes = [];

    /// <summary>Processor time of the whole machine for one event, the median of the legs.</summary>
    public double MicrosecondsAnEvent => Spread.Of(_busyMicroseconds).Median;

    public double BytesAnEvent => Spread.Of(_bytes).Median;

    /// <summary>Runs a leg.</summary>
    /// <param name="leg">Returns its rate, events a second.</param>
    /// <param name="duration">How long it works.</param>
    public Task<double> OfAsync(Func<Task<double>> leg, TimeSpan duration) => OfAsync(leg, rate => rate * duration.TotalSeconds);

    /// <summary>Runs a leg.</summary>
    /// <param name="leg">Returns its rate, events a second.</param>
    /// <param name="count">How many events it is.</param>
    public Task<double> OfAsync(Func<Task<double>> leg, int count) => OfAsync(leg, _ => count);

    private async Task<double> OfAsync(Func<Task<double>> leg, Func<double, double> eventsAt)
    {
        var (busy, bytes) = (BusyTicks(), Written());
        var rate = await leg();
        var events = eventsAt(rate);
        _busyMicroseconds.Add((BusyTicks() - busy) / TicksPerSecond * 1e6 / events);
        _bytes.Add((Written() - bytes) / events);
        return rate;
    }

    /// <summary>user, nice, system, irq and softirq of all cores; not idle, iowait and steal.</summary>
    private static long BusyTicks()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new[] { 1, 2, 3, 6, 7 }.Sum(i => long.Parse(fields[i], CultureInfo.InvariantCulture));
    }

    private static long Written() => long.Parse(
        File.ReadLines("/proc/self/io").First(line => line.StartsWith("wchar: ", StringComparison.Ordinal))["wchar: ".Length..], CultureInfo.InvariantCulture);
}
