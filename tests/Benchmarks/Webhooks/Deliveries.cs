using System.Diagnostics;

namespace Omnichannel.Benchmarks.Webhooks;

/// <summary>When each text was to be sent, was sent, and was acknowledged; in ticks of <see cref="Stopwatch"/>.</summary>
internal sealed class Deliveries(IReadOnlyList<Text> texts)
{
    public IReadOnlyList<Text> Texts => texts;

    public long[] Intended { get; } = new long[texts.Count];

    public long[] Sent { get; } = new long[texts.Count];

    public long[] Acknowledged { get; } = new long[texts.Count];

    /// <summary>How many of the texts were delivered: the first so many of each lane.</summary>
    public int Count => Acknowledged.Count(ticks => ticks > 0);

    /// <summary>From the intended time, so that a server that stands still is charged for all who wait.</summary>
    public Latencies Latencies => new(Acknowledged.Select((acknowledged, i) => acknowledged - Intended[i]));

    public double Rate => Count / Stopwatch.GetElapsedTime(Sent.Where(ticks => ticks > 0).Min(), Acknowledged.Max()).TotalSeconds;

    public async Task SendAsync(WireConnection connection, int i)
    {
        Sent[i] = Stopwatch.GetTimestamp();
        await connection.SendAsync(texts[i].Bytes);
        Acknowledged[i] = Stopwatch.GetTimestamp();
    }
}
