using System.Text.Json;
using Omnichannel.Testing;

namespace Omnichannel.Benchmarks.Reporting;

/// <summary><c>artifacts/bench/results.json</c>: the table for programs.</summary>
internal static class ResultFile
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task WriteAsync(Surroundings surroundings, IReadOnlyList<Result> results)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "bench")).FullName;
        var rows = results.SelectMany(result => result.Rows).Select(row => new
        {
            row.Id,
            row.Ours,
            row.Baseline,
            Ratio = new { row.Ratio.Median, row.Ratio.LowerQuartile, row.Ratio.UpperQuartile },
            Target = row.Target?.ToString(),
            row.IsMet,
            row.Note,
        });
        await File.WriteAllTextAsync(Path.Combine(folder, "results.json"), JsonSerializer.Serialize(new { surroundings, rows }, Format));
    }
}
