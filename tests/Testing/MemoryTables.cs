using System.Globalization;
using System.Text;
using Omnichannel.EventSourcing;
using Xunit;

namespace Omnichannel.Testing;

/// <summary>
/// A projection's tables in memory. They take changes as the SQL read models do: step by step, rows by their keys first, then what happens
/// to all rows with a value. What the databases would refuse, or do without an index, fails here.
/// </summary>
public sealed class MemoryTables(IReadOnlyList<Table> tables)
{
    /// <summary>By table and key, the columns that are not null.</summary>
    private readonly Dictionary<string, SortedDictionary<string, SortedDictionary<string, object>>> _tables =
        tables.ToDictionary(table => table.Name, _ => new SortedDictionary<string, SortedDictionary<string, object>>(StringComparer.Ordinal));

    public void Save(RowChanges changes)
    {
        foreach (var step in changes.Steps)
        {
            foreach (var (table, rows) in step.Rows)
            {
                foreach (var (key, values) in rows)
                    Upsert(table, key, values);
            }

            foreach (var where in step.Then)
                Change(where);
        }
    }

    public IReadOnlyDictionary<string, SortedDictionary<string, object>> RowsOf(Table table) =>
        _tables.TryGetValue(table.Name, out var rows) ? rows : throw new ArgumentException($"The projection has no table {table.Name}.", nameof(table));

    /// <summary>All rows, one a line, in an order of their own: equal tables read equal.</summary>
    public override string ToString() => string.Concat(tables.Select(Show));

    public string Show(Table table)
    {
        var text = new StringBuilder().Append(table.Name).Append(_tables[table.Name].Count == 0 ? ": no row\n" : ":\n");
        foreach (var (key, row) in _tables[table.Name])
            text.Append("  ").Append(key).Append(": ").AppendJoin(", ", row.Select(cell => $"{cell.Key}={Convert.ToString(cell.Value, CultureInfo.InvariantCulture)}")).Append('\n');
        return text.ToString();
    }

    private void Upsert(Table table, string key, IReadOnlyDictionary<string, object?> values)
    {
        var rows = _tables[Known(table).Name];
        if (!rows.TryGetValue(key, out var row))
            rows[key] = row = new SortedDictionary<string, object>(StringComparer.Ordinal);
        Set(table, row, values);
    }

    private void Change(RowsWhere where)
    {
        var table = Known(where.Table);
        Assert.True(
            where.Column == table.Key || table.Indexes.Any(index => index.Split(',')[0] == where.Column), $"{table.Name} has no index of {where.Column}.");
        var rows = _tables[table.Name];
        foreach (var (key, row) in rows.Where(row => Equals(where.Column == table.Key ? row.Key : row.Value.GetValueOrDefault(where.Column), where.Value)).ToArray())
        {
            if (where.Values is { } values)
                Set(table, row, values);
            else
                rows.Remove(key);
        }
    }

    private static void Set(Table table, SortedDictionary<string, object> row, IReadOnlyDictionary<string, object?> values)
    {
        foreach (var (name, value) in values)
        {
            var column = table.Columns.SingleOrDefault(one => one.Name == name);
            Assert.True(column is not null, $"{table.Name} has no column {name}.");
            if (value is null)
            {
                row.Remove(name);
                continue;
            }

            Assert.True(column.Type == ColumnType.Text ? value is string : value is long, $"{value.GetType().Name} does not fit the column {table.Name}.{name}.");
            row[name] = value;
        }
    }

    private Table Known(Table table)
    {
        Assert.True(tables.Contains(table), $"{table.Name} is not among the projection's tables.");
        return table;
    }
}
