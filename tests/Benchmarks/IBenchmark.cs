using Omnichannel.Benchmarks.Reporting;

namespace Omnichannel.Benchmarks;

/// <summary>Something of ours beside its bare counterpart, in one run.</summary>
internal interface IBenchmark
{
    string Id { get; }

    /// <summary>What is measured against what; stands in docs/benchmarks.md.</summary>
    string Measures { get; }

    Task<IReadOnlyList<Row>> RunAsync(Options options);
}
