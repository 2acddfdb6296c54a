namespace Omnichannel.Benchmarks.Reporting;

/// <summary>Why a figure is what it is, for those who wonder about it; a missed target without a reason here shows as such.</summary>
internal static class Remarks
{
    private const string OneAppend =
        "an append is more than an INSERT: a lock, a look at ids and version, the stream's row, its foreign key, the sequence and a notification. "
        + "EXPLAIN of an earlier form of the statement told 0.35 to 0.6 ms for running it and 0.8 to 1.2 ms for planning, "
        + "which is paid once per connection now; the present form was not taken apart.";

    private static readonly Dictionary<string, string> ById = new()
    {
        ["ES-1 p50"] = OneAppend,
        ["ES-1 p99"] = OneAppend,
        ["ES-2"] =
            "supposed: the baseline with many connections shares its commits too (PostgreSQL's group commit) and judges nothing; the gain of coalescing is "
            + "larger the slower the disk's sync is.",
        ["ES-8"] = "the baseline only moves bytes; every event here becomes a record, on a core that PostgreSQL wants too.",
        ["ES-11"] =
            "supposed: event ids and stream names are random, so nearly every event changes two index pages besides its own, and SQLite writes whole "
            + "pages where the baseline writes 640 bytes.",
        ["CX-1 p99"] = "supposed: the read models follow in the same process on the same two cores.",
        ["CX-2"] = "beside the signature this stores durably and keeps three read models; the baseline does neither. The note tells what each costs.",
        ["CX-2 rate"] = "the client takes its share of the same two cores.",
    };

    public static IEnumerable<(string Id, string Sentence)> For(IEnumerable<Row> rows) => rows
        .Where(row => ById.ContainsKey(row.Id) || row.IsMet == false)
        .Select(row => (row.Id, ById.GetValueOrDefault(row.Id, "not met, and not looked into yet.")));
}
