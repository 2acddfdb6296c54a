using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Omnichannel.EndToEnd;

/// <summary>All rows of all read models, as text, in order: two dumps are equal when the read models are, row for row.</summary>
internal static class ReadModelDump
{
    private static readonly string[] Tables = ["timeline_entries", "timeline_owners", "conversations", "citizens", "messages", "replies", "inputs", "calls", "fetches", "pending_parts"];

    public static async Task<List<string>> TakeAsync(Installation installation)
    {
        await using DbConnection connection = installation.Database is { } database
            ? new NpgsqlConnection(database)
            : new SqliteConnection($"Data Source={Path.Combine(installation.Reading.Folder, "read.db")};Pooling=false");
        await connection.OpenAsync();
        var dump = new List<string>();
        foreach (var table in Tables)
        {
            var rows = new List<string>();
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table}";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                rows.Add($"{table}: {string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetName(i)}={reader.GetValue(i)}"))}");
            rows.Sort(StringComparer.Ordinal);
            dump.AddRange(rows);
        }

        return dump;
    }
}
