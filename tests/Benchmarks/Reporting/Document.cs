using Omnichannel.Testing;

namespace Omnichannel.Benchmarks.Reporting;

/// <summary><c>docs/benchmarks.md</c>, written by <c>--write</c>.</summary>
internal static class Document
{
    public static Task WriteAsync(Surroundings surroundings, IReadOnlyList<Result> results)
    {
        var measured = string.Join("\n", results.Select(result => $"| {result.Id} | {result.Measures} |"));
        var remarks = string.Join("\n", Remarks.For(results.SelectMany(result => result.Rows)).Select(remark => $"- **{remark.Id}**: {remark.Sentence}"));
        return File.WriteAllTextAsync(Path.Combine(Repository.Root, "docs", "benchmarks.md"), $"""
            # Benchmarks

            Ratios of our parts to the bare components below them, side by side in one run: what the machine does to one side it does to the
            other. `make bench` measures anew and prints this table; `make bench ONLY="ES-2 CX-1"` some of it; `make bench ONLY=--write`
            writes this file; `make bench ONLY=--long` adds the minute at full load and the logs of millions.

            ```
            {surroundings.ToString().TrimEnd()}
            ```

            {Table.Of(results).TrimEnd()}

            Ours and baseline are medians of six rounds; the ratio is the median of the six rounds' ratios, with its quartiles. For times
            (p50, p99) less is better, for rates more.

            ## What is measured

            | Id | Ours beside the baseline |
            | --- | --- |
            {measured}

            ## How

            - A B B A: who goes first changes with every round; one round of warming up does not count.
            - Same client, connections, payload and durability on both sides. The event is 512 bytes of JSON and 128 of metadata, except in
              ES-8 and ES-9 (real conversations), MQ (a text as our bus sends it, sealed) and CX (a signed request of one of 200 citizens).
            - Latency in CX-1 and CX-3 is open loop and counts from the intended time of sending. Throughput is closed loop.
            - Every throughput run ends with a count: positions without a hole, versions without a gap, every message once and in its order. A
              run that is wrong is not reported. Neither is anything on a server or disk that is not durable.

            ## Remarks

            {remarks}

            """.ReplaceLineEndings("\n"));
    }
}
