using System.Text;
using Npgsql;

namespace Omnichannel.EventSourcing.Marten;

/// <summary>An <see cref="EventFilter"/> as SQL.</summary>
internal static class EventFilterSql
{
    private const string IsOfType = "type = ANY (@types)";
    private const string BeginsLike = "EXISTS (SELECT 1 FROM unnest(@prefixes) AS prefix WHERE starts_with(type, prefix))";
    private const string IsStream = "stream_id = ANY (@streams)";
    private const string IsOfCategory = "split_part(stream_id, '-', 1) = ANY (@categories)";

    public static string Where(EventFilter filter)
    {
        var sql = new StringBuilder();
        sql.Append(Either(filter.Types, IsOfType, filter.TypePrefixes, BeginsLike));
        sql.Append(Either(filter.Streams, IsStream, filter.Categories, IsOfCategory));
        if (filter.ExceptCategories.Count > 0)
            sql.Append(" AND split_part(stream_id, '-', 1) <> ALL (@except)");
        if (filter.Until is not null)
            sql.Append(" AND seq_id <= @until");
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

    public static void Bind(EventFilter filter, NpgsqlCommand command)
    {
        if (filter.Types.Count > 0)
            command.Parameters.AddWithValue("types", filter.Types.ToArray());
        if (filter.TypePrefixes.Count > 0)
            command.Parameters.AddWithValue("prefixes", filter.TypePrefixes.ToArray());
        if (filter.Streams.Count > 0)
            command.Parameters.AddWithValue("streams", filter.Streams.ToArray());
        if (filter.Categories.Count > 0)
            command.Parameters.AddWithValue("categories", filter.Categories.ToArray());
        if (filter.ExceptCategories.Count > 0)
            command.Parameters.AddWithValue("except", filter.ExceptCategories.ToArray());
        if (filter.Until is { } until)
            command.Parameters.AddWithValue("until", until);
    }
}
