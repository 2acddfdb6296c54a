namespace Omnichannel.EventSourcing;

/// <summary>
/// The rows that a batch of events leads to. Setting columns of a row makes it where it is missing and leaves its other columns as they are;
/// later settings win. So a projection needs no look-up, and a thousand events on one row become one write. What is to happen to all rows
/// with a value happens between what was set before it and what is set after.
/// </summary>
public sealed class RowChanges
{
    private readonly List<RowStep> _steps = [];

    /// <summary>Sets columns of the row with this key.</summary>
    public void Set(Table table, string key, params ReadOnlySpan<(string Column, object? Value)> values)
    {
        if (_steps is not [.., { Then.Count: 0 }])
            _steps.Add(new RowStep());
        var rows = _steps[^1].RowsOf(table);
        if (!rows.TryGetValue(key, out var row))
            rows[key] = row = [];
        foreach (var (column, value) in values)
            row[column] = value;
    }

    /// <summary>Sets columns of every row that has this value in a column; the column has an index.</summary>
    public void SetWhere(Table table, string column, string value, params ReadOnlySpan<(string Column, object? Value)> values)
    {
        var set = new Dictionary<string, object?>();
        foreach (var (name, one) in values)
            set[name] = one;
        AddWhere(new RowsWhere(table, column, value, set));
    }

    /// <summary>Deletes every row that has this value in a column; the column has an index.</summary>
    public void DeleteWhere(Table table, string column, string value) => AddWhere(new RowsWhere(table, column, value, null));

    public bool IsEmpty => _steps.Count == 0;

    /// <summary>In the order in which they are to be written.</summary>
    public IReadOnlyList<RowStep> Steps => _steps;

    /// <summary>The rows of a table as they would be after all steps, had it been empty: key, then the columns that were set.</summary>
    public Dictionary<string, Dictionary<string, object?>> Fold(Table table)
    {
        var folded = new Dictionary<string, Dictionary<string, object?>>();
        foreach (var step in _steps)
        {
            foreach (var (key, set) in step.Rows.GetValueOrDefault(table) ?? [])
            {
                if (!folded.TryGetValue(key, out var row))
                    folded[key] = row = [];
                foreach (var (column, value) in set)
                    row[column] = value;
            }

            foreach (var where in step.Then.Where(where => where.Table == table))
                where.ApplyTo(folded);
        }

        return folded;
    }

    private void AddWhere(RowsWhere where)
    {
        if (_steps.Count == 0)
            _steps.Add(new RowStep());
        _steps[^1].Then.Add(where);
    }
}

/// <summary>Rows, and then what happens to all rows with a value.</summary>
public sealed class RowStep
{
    /// <summary>By table: key, then the columns that were set.</summary>
    public Dictionary<Table, Dictionary<string, Dictionary<string, object?>>> Rows { get; } = [];

    public List<RowsWhere> Then { get; } = [];

    internal Dictionary<string, Dictionary<string, object?>> RowsOf(Table table)
    {
        if (!Rows.TryGetValue(table, out var rows))
            Rows[table] = rows = [];
        return rows;
    }
}

/// <param name="Values">The columns to set; null = the rows are deleted.</param>
public sealed record RowsWhere(Table Table, string Column, string Value, IReadOnlyDictionary<string, object?>? Values)
{
    internal void ApplyTo(Dictionary<string, Dictionary<string, object?>> rows)
    {
        foreach (var (key, row) in rows
            .Where(row => (Column == Table.Key ? row.Key : row.Value.GetValueOrDefault(Column) as string) == Value).ToArray())
        {
            if (Values is null)
                rows.Remove(key);
            foreach (var (column, value) in Values ?? new Dictionary<string, object?>())
                row[column] = value;
        }
    }
}
