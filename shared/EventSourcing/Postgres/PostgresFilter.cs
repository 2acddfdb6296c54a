using System.Text;
using Npgsql;

namespace Omnichannel.EventSourcing.Postgres;

/// <summary>An <see cref="EventFilter"/> as SQL.</summary>
internal static class PostgresFilter
{
    public static string Where(EventFilter filter)
    {
        var sql = new StringBuilder();
        if (filter.Types.Count > 0)
            sql.Append(" AND type = ANY (@types)");
        if (filter.Streams.Count > 0)
            sql.Append(" AND stream_id = ANY (@streams)");
        if (filter.Categories.Count > 0)
            sql.Append(" AND split_part(stream_id, '-', 1) = ANY (@categories)");
        if (filter.ExceptCategories.Count > 0)
            sql.Append(" AND split_part(stream_id, '-', 1) <> ALL (@except)");
        if (filter.From is not null)
            sql.Append(" AND timestamp >= @from");
        if (filter.To is not null)
            sql.Append(" AND timestamp < @to");
        return sql.ToString();
    }

    public static void Bind(EventFilter filter, NpgsqlCommand command)
    {
        if (filter.Types.Count > 0)
            command.Parameters.AddWithValue("types", filter.Types.ToArray());
        if (filter.Streams.Count > 0)
            command.Parameters.AddWithValue("streams", filter.Streams.ToArray());
        if (filter.Categories.Count > 0)
            command.Parameters.AddWithValue("categories", filter.Categories.ToArray());
        if (filter.ExceptCategories.Count > 0)
            command.Parameters.AddWithValue("except", filter.ExceptCategories.ToArray());
        if (filter.From is { } from)
            command.Parameters.AddWithValue("from", from.UtcDateTime);
        if (filter.To is { } to)
            command.Parameters.AddWithValue("to", to.UtcDateTime);
    }
}
