using Weasel.Core;
using Weasel.Postgresql.Tables;
using MartenTable = Weasel.Postgresql.Tables.Table;

namespace Omnichannel.EventSourcing.Marten;

/// <summary>What somebody has made of the event tables that Marten would repair by guessing, or drop with what stands in it.</summary>
internal static class TableFaults
{
    /// <summary>What versions of Marten have added to tables that were full: it may be missing.</summary>
    private static readonly string[] Additions = ["mt_events.bdata", "mt_streams.compacted_version"];

    /// <summary>What earlier versions had and nobody used: Marten drops it.</summary>
    private static readonly string[] Leavings = ["mt_streams.snapshot", "mt_streams.snapshot_version"];

    /// <summary>
    /// A sentence each; none when Marten may go on. Its other tables are for its daemon: what is lost there, it counts again.
    /// </summary>
    public static IEnumerable<string> Of(SchemaMigration migration) => migration.Deltas.OfType<TableDelta>()
        .Where(table => table.Actual is not null && table.Expected.Identifier.Name is "mt_streams" or "mt_events")
        .SelectMany(table => Of(table.Expected, table.Actual!));

    private static IEnumerable<string> Of(MartenTable expected, MartenTable actual) =>
        [.. Missing(expected, actual), .. Strange(expected, actual), .. Indexes(expected, actual)];

    private static IEnumerable<string> Missing(MartenTable expected, MartenTable actual)
    {
        foreach (var column in expected.Columns)
        {
            var name = $"{expected.Identifier.Name}.{column.Name}";
            if (actual.ColumnFor(column.Name) is not { } found)
            {
                if (!Additions.Contains(name))
                    yield return $"{name} is missing";
            }
            else if (!column.Equals(found))
                yield return $"{name} is {found.RawType()} instead of {column.RawType()}";
        }
    }

    private static IEnumerable<string> Strange(MartenTable expected, MartenTable actual) => actual.Columns
        .Where(column => expected.ColumnFor(column.Name) is null)
        .Select(column => $"{expected.Identifier.Name}.{column.Name}")
        .Except(Leavings)
        .Select(name => $"{name} is none of Marten's, which would drop it");

    private static IEnumerable<string> Indexes(MartenTable expected, MartenTable actual)
    {
        foreach (var index in expected.Indexes.Where(index => index.IsUnique))
        {
            if (actual.IndexFor(index.Name) is not { } found)
                yield return $"the unique index {index.Name} is missing";
            else if (!found.IsUnique)
                yield return $"{index.Name} is not unique";
        }

        foreach (var index in actual.Indexes.Where(index => expected.IndexFor(index.Name) is null))
            yield return $"the index {index.Name} is none of Marten's, which would drop it";
    }
}
