using Npgsql;

namespace Omnichannel.EventSourcing.Marten;

/// <summary>An <see cref="EventFilter"/> as SQL.</summary>
internal static class MartenFilter
{
    public static FilterConditions Conditions { get; } = new(
        "type = ANY (@types)",
        "EXISTS (SELECT 1 FROM unnest(@prefixes) AS prefix WHERE starts_with(type, prefix))",
        "stream_id = ANY (@streams)",
        "split_part(stream_id, '-', 1) = ANY (@categories)",
        "split_part(stream_id, '-', 1) <> ALL (@except)",
        "seq_id <= @until");

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
