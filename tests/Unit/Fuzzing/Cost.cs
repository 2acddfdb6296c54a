using System.Diagnostics;
using Xunit;

namespace Omnichannel.Unit.Fuzzing;

/// <summary>What reading costs, by the size of what is read: memory as it is allocated, time only in proportion to itself.</summary>
internal static class Cost
{
    private const int Small = 4 * 1024;
    private const int Times = 16;
    private const int Most = 64;
    private const int LeastRounds = 3;
    private const int MostRounds = 50;

    /// <summary>Reads something, and holds what it allocates to a multiple of its size.</summary>
    /// <param name="perByte">Bytes allocated for each byte read.</param>
    /// <param name="fixedCost">Bytes allocated whatever is read.</param>
    public static void IsBounded(byte[] input, Action<byte[]> read, int perByte, int fixedCost)
    {
        // Once before: what is made for the first reader of a kind is no cost of what it reads.
        read(input);
        var before = GC.GetAllocatedBytesForCurrentThread();
        read(input);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated <= ((long)perByte * input.Length) + fixedCost, $"{input.Length} bytes cost {allocated}.");
    }

    /// <summary>Sixteen times as much costs less than 64 times as much, in time and in memory: a quadratic reader needs 256 times.</summary>
    /// <param name="ofSize">An input of about so many bytes.</param>
    public static void GrowsWithSize(Func<int, byte[]> ofSize, Action<byte[]> read)
    {
        var (small, large) = (ofSize(Small), ofSize(Small * Times));
        var (quick, slow) = (Start, Start);
        // Whoever else is busy on the machine can only make a round slower: the quickest counts, and a few more are had where that does not suffice.
        for (var round = 0; round < MostRounds; round++)
        {
            quick = Quicker(quick, small, read);
            slow = Quicker(slow, large, read);
            if (round >= LeastRounds && IsInProportion(quick, slow))
                return;
        }

        Assert.Fail($"{small.Length} bytes cost {quick.Time} and {quick.Allocated} bytes, {large.Length} bytes {slow.Time} and {slow.Allocated}.");
    }

    private static (TimeSpan Time, long Allocated) Start => (TimeSpan.MaxValue, long.MaxValue);

    /// <summary>What takes next to nothing has nothing to be compared with.</summary>
    private static bool IsInProportion((TimeSpan Time, long Allocated) quick, (TimeSpan Time, long Allocated) slow) =>
        slow.Allocated < Most * Math.Max(quick.Allocated, 1024) && slow.Time.Ticks < Most * Math.Max(quick.Time.Ticks, TimeSpan.TicksPerMillisecond / 10);

    private static (TimeSpan Time, long Allocated) Quicker((TimeSpan Time, long Allocated) before, byte[] input, Action<byte[]> read)
    {
        var (began, allocated) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        read(input);
        var (time, more) = (Stopwatch.GetElapsedTime(began), GC.GetAllocatedBytesForCurrentThread() - allocated);
        return (time < before.Time ? time : before.Time, Math.Min(more, before.Allocated));
    }
}
