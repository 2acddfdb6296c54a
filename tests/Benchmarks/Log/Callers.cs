using System.Diagnostics;
using Omnichannel.EventSourcing;

namespace Omnichannel.Benchmarks.Log;

/// <summary>Callers that each append one event after another to a stream of their own.</summary>
internal sealed class Callers(Func<AppendRequest, CancellationToken, Task<AppendResult>> append, int count)
{
    private readonly long[] _versions = new long[count];

    /// <summary>Appended since the beginning.</summary>
    public long Total => _versions.Sum();

    /// <summary>Appends for a while; events a second.</summary>
    public async Task<double> RunAsync(TimeSpan time)
    {
        var before = Total;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, count).Select(caller => Task.Run(async () =>
        {
            var stream = new StreamName("conversation", $"{caller}");
            long position = 0;
            while (watch.Elapsed < time)
            {
                var result = await append(new AppendRequest(stream, _versions[caller], [Payload.Next()]), CancellationToken.None);
                Oracle.Must(
                    result.Outcome == AppendOutcome.Appended && result.Version == ++_versions[caller] && result.Position > position, "An append went astray.");
                position = result.Position;
            }
        })));
        return (Total - before) / watch.Elapsed.TotalSeconds;
    }
}
