using Npgsql;

namespace Omnichannel.EventSourcing.Marten;

/// <summary>A row of <c>mt_events</c> as a recorded event, read by <see cref="Columns"/>.</summary>
internal static class EventRows
{
    public const string Columns =
        "seq_id, stream_id, version, id, type, data::text, timestamp, correlation_id, causation_id, user_name, headers ->> 'traceparent'";

    /// <summary>Marten's own marks of failed appends are no events of ours.</summary>
    public const string NotTombstones = "stream_id <> 'mt_tombstone'";

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
