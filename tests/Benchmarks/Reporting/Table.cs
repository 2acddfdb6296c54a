using System.Globalization;
using System.Text;

namespace Omnichannel.Benchmarks.Reporting;

/// <summary>The rows as a table, for a terminal and for Markdown alike.</summary>
internal static class Table
{
    private static readonly string[] Header = ["Id", "Ours", "Baseline", "Ratio [quartiles]", "Target", "Met", "Note"];

    public static string Of(IEnumerable<Result> results)
    {
        string[][] lines = [Header, .. results.SelectMany(result => result.Rows).Select(Cells)];
        var widths = Enumerable.Range(0, Header.Length).Select(column => lines.Max(line => line[column].Length)).ToArray();
        var table = new StringBuilder();
        foreach (var line in lines)
        {
            table.AppendLine(CultureInfo.InvariantCulture, $"| {string.Join(" | ", line.Select((cell, column) => cell.PadRight(widths[column])))} |");
            if (line == Header)
                table.AppendLine(CultureInfo.InvariantCulture, $"| {string.Join(" | ", widths.Select(width => new string('-', width)))} |");
        }

        return table.ToString();
    }

    private static string[] Cells(Row row) =>
    [
        row.Id, row.Ours, row.Baseline, row.Ratio.ToString(), row.Target?.ToString() ?? "–",
        row.IsMet switch { true => "yes", false => "no", null => "–" }, row.Note,
    ];
}
