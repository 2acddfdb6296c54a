namespace Omnichannel.Benchmarks.Reporting;

/// <summary>Why a figure is what it is, for those who wonder about it; a missed target without a reason here shows as such.</summary>
internal static class Remarks
{
    private static readonly Dictionary<string, string> ById = new()
    {
    };

    public static IEnumerable<(string Id, string Sentence)> For(IEnumerable<Row> rows) => rows
        .Where(row => ById.ContainsKey(row.Id) || row.IsMet == false)
        .Select(row => (row.Id, ById.GetValueOrDefault(row.Id, "not met, and not looked into yet.")));
}
