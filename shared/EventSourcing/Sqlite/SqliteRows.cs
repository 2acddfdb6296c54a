using System.Text;
using Microsoft.Data.Sqlite;

namespace Omnichannel.EventSourcing.Sqlite;

/// <summary>A row of <c>events</c> as a recorded event, columns in the order of schema.sql.</summary>
internal static class SqliteRows
{
    public static RecordedEvent Read(SqliteDataReader row) => new(
        row.GetInt64(0),
        row.GetString(2),
        row.GetInt64(3),
        new Guid((byte[])row.GetValue(1), bigEndian: true),
        row.GetString(4),
        Encoding.UTF8.GetBytes(row.GetString(5)),
        new EventContext(Microseconds.ToTime(row.GetInt64(6)), Text(row, 7), Text(row, 8), Text(row, 9), Text(row, 10)));

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
