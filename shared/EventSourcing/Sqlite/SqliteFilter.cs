using System.Text;
using Microsoft.Data.Sqlite;

namespace Omnichannel.EventSourcing.Sqlite;

/// <summary>An <see cref="EventFilter"/> as SQL.</summary>
internal static class SqliteFilter
{
    public static string Where(EventFilter filter)
    {
        var sql = new StringBuilder();
        if (filter.Types.Count > 0)
            sql.Append(" AND type IN (SELECT value FROM json_each($types))");
        if (filter.Streams.Count > 0)
            sql.Append(" AND stream IN (SELECT value FROM json_each($streams))");
        if (filter.Categories.Count > 0)
            sql.Append(" AND substr(stream, 1, instr(stream, '-') - 1) IN (SELECT value FROM json_each($categories))");
        if (filter.ExceptCategories.Count > 0)
            sql.Append(" AND substr(stream, 1, instr(stream, '-') - 1) NOT IN (SELECT value FROM json_each($except))");
        if (filter.From is not null)
            sql.Append(" AND at >= $from");
        if (filter.To is not null)
            sql.Append(" AND at < $to");
        return sql.ToString();
    }

    public static void Bind(EventFilter filter, SqliteCommand command)
    {
        BindList("$types", filter.Types);
        BindList("$streams", filter.Streams);
        BindList("$categories", filter.Categories);
        BindList("$except", filter.ExceptCategories);
        if (filter.From is { } from)
            command.Parameters.AddWithValue("$from", Microseconds.Of(from));
        if (filter.To is { } to)
            command.Parameters.AddWithValue("$to", Microseconds.Of(to));

        void BindList(string name, IReadOnlyList<string> values)
        {
            if (values.Count > 0)
                command.Parameters.AddWithValue(name, System.Text.Json.JsonSerializer.Serialize(values));
        }
    }
}
