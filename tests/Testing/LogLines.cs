using System.Text.Json;

namespace Omnichannel.Testing;

/// <summary>The log as an analyst reads it: over the feed, as CloudEvents.</summary>
public static class LogLines
{
    public static async Task<List<CloudEvent>> ReadAsync(HttpClient http, string query = "")
    {
        var text = await http.GetStringAsync($"/feeds/events{query}");
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(CloudEvent.Parse)];
    }
}

/// <param name="Content">The event's own fields.</param>
public sealed record CloudEvent(Guid Id, string Type, string Subject, long Position, JsonElement Content)
{
    public static CloudEvent Parse(string json)
    {
        var root = JsonDocument.Parse(json).RootElement;
        return new CloudEvent(
            root.GetProperty("id").GetGuid(), root.GetProperty("type").GetString()!, root.GetProperty("subject").GetString()!,
            long.Parse(root.GetProperty("position").GetString()!, System.Globalization.CultureInfo.InvariantCulture), root.GetProperty("data"));
    }

    public string Text(string field) => Content.GetProperty(field).GetString()!;
}
