using Microsoft.Data.Sqlite;

namespace Omnichannel.EventSourcing.Sqlite;

/// <summary>An <see cref="EventFilter"/> as SQL.</summary>
internal static class SqliteFilter
{
    public static FilterConditions Conditions { get; } = new(
        "type IN (SELECT value FROM json_each($types))",
        "EXISTS (SELECT 1 FROM json_each($prefixes) WHERE substr(events.type, 1, length(value)) = value)",
        "stream IN (SELECT value FROM json_each($streams))",
        "substr(stream, 1, instr(stream, '-') - 1) IN (SELECT value FROM json_each($categories))",
        "substr(stream, 1, instr(stream, '-') - 1) NOT IN (SELECT value FROM json_each($except))",
        "position <= $until");

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
