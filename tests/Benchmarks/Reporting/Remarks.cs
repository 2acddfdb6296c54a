using System.Text.RegularExpressions;

namespace Omnichannel.Benchmarks.Reporting;

/// <summary>Why a figure is what it is, for those who wonder about it; a missed target without a reason here shows as such.</summary>
internal static partial class Remarks
{
    private const string OneAppend =
        "an append is more than an INSERT: a lock, a look at ids and version, the stream's row, its foreign key, the sequence and a notification. "
        + "EXPLAIN of an earlier form of the statement told 0.35 to 0.6 ms for running it and 0.8 to 1.2 ms for planning, "
        + "which is paid once per connection now; the present form was not taken apart.";

    private const string OneDisk =
        "the log's commit waits for whatever else is synced to the same disk, and here that is the read models. Of 370 commits over 4 ms, 221 fell into a write-back of "
        + "theirs, 72 into one of the log's own, 8 into a pause of the garbage collector, 69 into none of these. The baseline writes one row a request and nothing else. On that "
        + "disk a bare loop of write and fdatasync has a p99 of 1.5 ms alone, and of 11.7 ms beside a thread that writes 750 pages of 4 KiB every 100 ms and syncs them.";

    private static readonly Dictionary<string, string> ById = new()
    {
        ["ES-1 p50"] = OneAppend,
        ["ES-1 p99"] = OneAppend,
        ["ES-2b"] =
            "the note tells it: with many connections the baseline's commits share their syncs as ours do, and on a disk that syncs thousands of times a second "
            + "there is little left to save. Four times the baseline would be more than these two cores insert with unnest of 500.",
        ["ES-3"] =
            "the log's table has Marten's foreign key to its streams, whose rows are written and looked up with every chunk; the baseline's has not. The note tells what the key alone costs; the rest was not taken apart.",
        ["ES-6 p50"] =
            "the clock runs from before the append, and the note tells how much of the difference is the append itself (see ES-1); the rest was not taken apart.",
        ["ES-7 p50"] =
            "the baseline moves bytes; the note tells what an event with its context costs, and what a record of its JSON does. Folding itself is not seen beside them.",
        ["ES-8"] = "the baseline only moves bytes; every event here becomes a record, on a core that PostgreSQL wants too.",
        ["ES-9"] =
            "the rows are put in by INSERT … ON CONFLICT from arrays, four thousand events a transaction, for later events change rows of earlier ones; the baseline copies the rows "
            + "that came out in the end. The note tells that this is two thirds of the work.",
        ["ES-11"] =
            "event ids and stream names are random, so nearly every event changes an index page of 4 KiB twice, and SQLite writes whole pages: the note tells how "
            + "many bytes. In a profile half of the samples were in the kernel, 16 % in SQLite.",
        ["MQ-5"] =
            "a citizen's messages keep their order because each of the eight queues is taken one message at a time: never more than eight appends are on their way, "
            + "and the note tells how few share a transaction. The baseline consumes 200 a queue at once and commits 500 together.",
        ["CX-3 p50"] =
            "the baseline is one hop and one commit; here it is the webhook's check, a confirmed publish, the hop, the append's commit, the wake-up of the timeline, its commit, "
            + "and the query and event for whoever looks. The notes tell what the first part of it takes.",
        ["CX-5"] =
            "the baseline stores nothing and asks no rule; a person here is eight durable events in five streams, and rows of three read models. In a profile "
            + "(perf, 15 s of a run with 10,000 people): managed code 27 %, kernel 24 %, SQLite 22 %, the runtime 12 %; no method stands out. The provider answers at once: "
            + "with one that takes 0.1 s, 100 calls side by side are 1,000 messages a second at most, whoever makes them.",
        ["CX-5 100,000"] =
            "not explained: the processor time a person grows with the files. A larger page cache for the read models brought 492/s to 524/s, one run each.",
        ["CX-8 p99"] =
            "whose an entry is stands in a table of its own, so the places of all 10,000 are read from the index and sorted to find the last fifty; the baseline's index has them "
            + "in order. When the rows were read too it was 6,829 pages of 8 KiB for one page of the timeline, as EXPLAIN told.",
        ["CX-1 p99"] = OneDisk,
        ["CX-2"] = "beside the signature this stores durably and keeps three read models; the baseline does neither. The note tells what each costs.",
        ["CX-2 rate"] = "the client takes its share of the same two cores.",
    };

    public static IEnumerable<(string Id, string Sentence)> For(IEnumerable<Row> rows) => rows
        .Where(row => ById.ContainsKey(row.Id) || row.IsMet == false)
        .Select(row => (row.Id, ById.GetValueOrDefault(row.Id) ?? ById.GetValueOrDefault(WithoutProvider(row.Id), "not met, and not looked into yet.")));

    /// <summary><c>CX-1 p99</c> of <c>CX-1-kannel p99</c>: what holds for one provider's webhook holds for all.</summary>
    private static string WithoutProvider(string id) => ProviderPart().Replace(id, "");

    [GeneratedRegex("(?<=^CX-[12])-[a-z-]+")]
    private static partial Regex ProviderPart();
}
