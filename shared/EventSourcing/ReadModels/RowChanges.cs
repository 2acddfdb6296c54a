namespace Omnichannel.EventSourcing;

/// <summary>
/// The rows that a batch of events leads to. Setting columns of a row makes it where it is missing and leaves its other columns as they are;
/// later settings win. So a projection needs no look-up, and a thousand events on one row become one write.
/// </summary>
public sealed class RowChanges
{
    private readonly Dictionary<Table, Dictionary<string, Dictionary<string, object?>>> _rows = [];

    /// <summary>Sets columns of the row with this key.</summary>
    public void Set(Table table, string key, params ReadOnlySpan<(string Column, object? Value)> values)
    {
        var rows = RowsOf(table);
        if (!rows.TryGetValue(key, out var row))
            rows[key] = row = [];
        foreach (var (column, value) in values)
            row[column] = value;
    }

    /// <summary>The rows per table: key, then the columns that were set.</summary>
    public IReadOnlyDictionary<Table, Dictionary<string, Dictionary<string, object?>>> Rows => _rows;

    private Dictionary<string, Dictionary<string, object?>> RowsOf(Table table)
    {
        if (!_rows.TryGetValue(table, out var rows))
            _rows[table] = rows = [];
        return rows;
    }
}
