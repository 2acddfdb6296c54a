using Npgsql;

namespace Omnichannel.EventSourcing.Postgres;

/// <summary>A row of <c>mt_events</c> as a recorded event, columns in the order the store selects them.</summary>
internal static class PostgresRows
{
    public static RecordedEvent Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        row.GetInt64(2),
        row.GetGuid(3),
        row.GetString(4),
        row.GetFieldValue<byte[]>(5),
        new EventContext(row.GetFieldValue<DateTimeOffset>(6), Text(row, 7), Text(row, 8), Text(row, 9), Text(row, 10)));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
