using System.Text;
using Microsoft.Data.Sqlite;

namespace Omnichannel.EventSourcing.Sqlite;

/// <summary>An <see cref="EventFilter"/> as SQL.</summary>
internal static class SqliteFilter
{
    private const string IsOfType = "type IN (SELECT value FROM json_each($types))";
    private const string BeginsLike = "EXISTS (SELECT 1 FROM json_each($prefixes) WHERE substr(events.type, 1, length(value)) = value)";
    private const string IsStream = "stream IN (SELECT value FROM json_each($streams))";
    private const string IsOfCategory = "substr(stream, 1, instr(stream, '-') - 1) IN (SELECT value FROM json_each($categories))";

    public static string Where(EventFilter filter)
    {
        var sql = new StringBuilder();
        sql.Append(Either(filter.Types, IsOfType, filter.TypePrefixes, BeginsLike));
        sql.Append(Either(filter.Streams, IsStream, filter.Categories, IsOfCategory));
        if (filter.ExceptCategories.Count > 0)
            sql.Append(" AND substr(stream, 1, instr(stream, '-') - 1) NOT IN (SELECT value FROM json_each($except))");
        if (filter.Until is not null)
            sql.Append(" AND position <= $until");
        return sql.ToString();
    }

    /// <summary>An event passes one of two lists that are given.</summary>
    private static string Either(IReadOnlyList<string> one, string fitsOne, IReadOnlyList<string> other, string fitsOther) => (one.Count, other.Count) switch
    {
        (0, 0) => "",
        (_, 0) => $" AND {fitsOne}",
        (0, _) => $" AND {fitsOther}",
        _ => $" AND ({fitsOne} OR {fitsOther})",
    };

    public static void Bind(EventFilter filter, SqliteCommand command)
    {
        BindList("$types", filter.Types);
        BindList("$prefixes", filter.TypePrefixes);
        BindList("$streams", filter.Streams);
        BindList("$categories", filter.Categories);
        BindList("$except", filter.ExceptCategories);
        if (filter.Until is { } until)
            command.Parameters.AddWithValue("$until", until);

        void BindList(string name, IReadOnlyList<string> values)
        {
            if (values.Count > 0)
                command.Parameters.AddWithValue(name, System.Text.Json.JsonSerializer.Serialize(values));
        }
    }
}
