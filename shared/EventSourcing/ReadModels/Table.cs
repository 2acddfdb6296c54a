namespace Omnichannel.EventSourcing;

public enum ColumnType
{
    Text,

    /// <summary>64-bit integer: counts, positions, flags (0, 1) and times (microseconds since 1970, UTC).</summary>
    Number,
}

/// <param name="Name">Lower case with underscores; the same in SQLite and PostgreSQL.</param>
public sealed record Column(string Name, ColumnType Type);

/// <summary>A table of a read model, kept by one projection. Every column but the key may be null.</summary>
/// <param name="Key">The primary key: one text column.</param>
/// <param name="Indexes">Column lists, as they stand in <c>CREATE INDEX</c>.</param>
public sealed record Table(string Name, string Key, IReadOnlyList<Column> Columns, IReadOnlyList<string> Indexes)
{
    internal IEnumerable<string> Ddl(string suffix)
    {
        var name = Name + suffix;
        var columns = Columns.Select(column => $", {column.Name} {(column.Type == ColumnType.Text ? "text" : "bigint")}");
        yield return $"CREATE TABLE IF NOT EXISTS {name} ({Key} text NOT NULL PRIMARY KEY{string.Concat(columns)})";
        for (var i = 0; i < Indexes.Count; i++)
            yield return $"CREATE INDEX IF NOT EXISTS {name}_{i} ON {name} ({Indexes[i]})";
    }
}
