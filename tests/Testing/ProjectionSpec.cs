using System.Globalization;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;
using Xunit;

namespace Omnichannel.Testing;

/// <summary>
/// A projection's specification: given events, then rows. Every specification also checks the laws that following the log relies on: the same
/// events applied again, at once or each by itself, lead to the same rows; so does every parting of them into two batches; and an event that
/// the program does not know changes nothing.
/// </summary>
public sealed class ProjectionSpec
{
    private readonly IProjection _projection;
    private readonly List<FollowedEvent> _events = [];
    private MemoryTables? _tables;

    private ProjectionSpec(IProjection projection) => _projection = projection;

    public static ProjectionSpec Of(IProjection projection) => new(projection);

    /// <summary>The id of the event at this position: 1 for the first that is given.</summary>
    public static Guid EventAt(int position) => DerivedId.From("event", position.ToString(CultureInfo.InvariantCulture));

    /// <summary>The next events of the log, all of this stream, as the log gives them back.</summary>
    public ProjectionSpec Given(StreamName stream, params IEnumerable<object> events)
    {
        foreach (var e in events)
        {
            var position = _events.Count + 1;
            var version = _events.Count(one => one.Recorded.Stream == stream.ToString()) + 1;
            var recorded = new RecordedEvent(
                position, stream.ToString(), version, EventAt(position), EventCatalog.NameOf(e), EventCatalog.Serialize(e),
                new EventContext(Moment.Noon, null, null, null, null));
            _events.Add(new FollowedEvent(recorded, EventCatalog.Deserialize(recorded)!));
        }

        _tables = null;
        return this;
    }

    /// <summary>The table has a row with this key and these columns; what is not named may be anything.</summary>
    public ProjectionSpec ThenRow(Table table, string key, params (string Column, object? Value)[] columns) => Check(table, new TableRow(key, columns));

    /// <summary>The table has these rows and no other.</summary>
    public ProjectionSpec ThenRows(Table table, params TableRow[] rows)
    {
        var actual = Tables.RowsOf(table).Keys;
        Assert.True(
            actual.ToHashSet().SetEquals(rows.Select(row => row.Key)),
            $"Expected the rows {string.Join(", ", rows.Select(row => row.Key))} and no other, but {Tables.Show(table)}");
        foreach (var row in rows)
            Check(table, row);
        return this;
    }

    public ProjectionSpec ThenNoRow(Table table) => ThenRows(table);

    public ProjectionSpec ThenNoRow(Table table, string key)
    {
        Assert.False(Tables.RowsOf(table).ContainsKey(key), $"Expected no row {key}, but {Tables.Show(table)}");
        return this;
    }

    /// <summary>No column of any row holds any of this: what an erased citizen has left.</summary>
    public ProjectionSpec ThenNowhere(params ReadOnlySpan<string> words)
    {
        var rows = Tables.ToString();
        foreach (var word in words)
            Assert.False(rows.Contains(word, StringComparison.Ordinal), $"'{word}' still stands in\n{rows}");
        return this;
    }

    /// <summary>No table has a row.</summary>
    public ProjectionSpec ThenNothing()
    {
        foreach (var table in _projection.Tables)
            ThenNoRow(table);
        return this;
    }

    private MemoryTables Tables => _tables ??= Applied();

    private ProjectionSpec Check(Table table, TableRow expected)
    {
        Assert.True(Tables.RowsOf(table).TryGetValue(expected.Key, out var row), $"Expected a row {expected.Key}, but {Tables.Show(table)}");
        foreach (var (column, value) in expected.Columns)
        {
            Assert.True(table.Columns.Any(one => one.Name == column), $"{table.Name} has no column {column}.");
            Assert.True(
                Equals(row.GetValueOrDefault(column), AsKept(value)),
                $"Expected {column}={AsKept(value) ?? "null"} in the row {expected.Key}, but {Tables.Show(table)}");
        }

        return this;
    }

    private static object? AsKept(object? value) => value switch
    {
        int number => (long)number,
        bool flag => flag ? 1L : 0L,
        DateTimeOffset at => Microseconds.Of(at),
        Guid id => id.ToString(),
        _ => value,
    };

    /// <summary>All events in one batch, once the laws hold.</summary>
    private MemoryTables Applied()
    {
        var once = Save(_events);
        AssertSame(once, Save(_events, _events), "applied twice");
        AssertSame(once, Save([.. _events.Select(one => (IReadOnlyList<FollowedEvent>)[one, one])]), "applied each twice in a row");
        for (var split = 1; split < _events.Count; split++)
            AssertSame(once, Save([.. _events.Take(split)], [.. _events.Skip(split)]), $"applied in two batches, {split} first");
        foreach (var (recorded, _) in _events)
        {
            var changes = new RowChanges();
            _projection.Apply(recorded, UnknownEvent.One, changes);
            Assert.True(changes.IsEmpty, $"An unknown event on {recorded.Stream} changes rows.");
        }

        return once;
    }

    private MemoryTables Save(params IReadOnlyList<FollowedEvent>[] batches)
    {
        var tables = new MemoryTables(_projection.Tables);
        foreach (var batch in batches)
        {
            var changes = new RowChanges();
            foreach (var (recorded, e) in batch)
                _projection.Apply(recorded, e, changes);
            tables.Save(changes);
        }

        return tables;
    }

    private static void AssertSame(MemoryTables once, MemoryTables other, string how) =>
        Assert.True(once.ToString() == other.ToString(), $"Events {how} lead to other rows:\n{other}instead of\n{once}");
}

/// <summary>A row that is expected; columns that are not named may be anything.</summary>
/// <param name="Columns">Times, flags, ids and whole numbers as they are: compared as a read model keeps them.</param>
public sealed record TableRow(string Key, params (string Column, object? Value)[] Columns);
