using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>Erases a citizen, and looks at what is left for others to see.</summary>
internal static class ErasureRun
{
    public static async Task EraseAndCheckAsync(Installation installation, CitizenStory story, Func<Task> searchAsync, Func<long, Task>? killAsync = null)
    {
        using var http = installation.Conversations.NewClient();
        using var reading = installation.Reading.NewClient();
        var copy = await http.GetStringAsync($"/citizens/{story.Citizen}/copy");
        Assert.Equal([], story.Marks.Where(mark => !story.NotInCopy.Contains(mark) && !copy.Contains(mark, StringComparison.Ordinal)));
        Assert.DoesNotContain(story.OtherMarks[0], copy, StringComparison.Ordinal);
        var (events, conversations, entries) = (await LogLines.ReadAsync(reading), await CountAsync(http, "/conversations"), await EntriesAsync(reading, story));

        for (var twice = 0; twice < 2; twice++)
        {
            using var answer = await http.PostAsJsonAsync($"/citizens/{story.Citizen}/erase", new { reason = "citizen-asked" });
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            Assert.Equal(story.Citizen, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString());
            var position = long.Parse(Assert.Single(answer.Headers.GetValues("X-Position")), null);
            if (killAsync is not null && twice == 0)
                await killAsync(position);
        }

        await Eventually.TrueAsync(async () => (await LogLines.ReadAsync(reading, "?types=citizen.erasure-done.v1")).Count == 1);
        // The timeline's process cleans up after itself when it hears that the rest is done.
        if (installation.Database is { } database)
            await Eventually.TrueAsync(async () => (await SampledAsync(database, story.Marks)).Count == 0);
        foreach (var gone in new[] { $"/citizens/{story.Citizen}", $"/citizens/{story.Citizen}/copy" })
            Assert.Equal(HttpStatusCode.Gone, (await http.GetAsync(gone)).StatusCode);
        Assert.Equal(
            HttpStatusCode.Gone, (await http.PostAsJsonAsync($"/conversations/{story.Conversation}/replies", new { text = "too late" })).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound, (await http.PostAsJsonAsync($"/citizens/{Guid.Empty}/erase", new { reason = "citizen-asked" })).StatusCode);
        Assert.Equal(0, (await http.GetFromJsonAsync<JsonElement>($"/citizens?contactPoint={Uri.EscapeDataString(story.Number)}")).GetProperty("items").GetArrayLength());

        // Every event that was there is there, at its place and under its id; the feed, which may show everything, shows none of it.
        // A process other than the one that erased asks every two seconds whose keys were destroyed.
        await Eventually.TrueAsync(async () =>
        {
            var export = await reading.GetStringAsync("/feeds/events");
            return !story.Marks.Any(mark => export.Contains(mark, StringComparison.Ordinal));
        });
        var after = await LogLines.ReadAsync(reading);
        Assert.Equal(events.Select(e => (e.Position, e.Id, e.Type)), after.Take(events.Count).Select(e => (e.Position, e.Id, e.Type)));
        Assert.Contains(after, e => e.Type == "input.erased.v1");
        await (await http.GetAsync($"/conversations?atLeast={after[^1].Position}")).Content.ReadAsStringAsync();
        Assert.Equal(conversations, await CountAsync(http, "/conversations"));
        Assert.Equal(entries, await EntriesAsync(reading, story));

        var live = await ReadModelDump.TakeAsync(installation);
        foreach (var projection in new[] { "inbox", "tracking", "timeline", "pending-parts" })
        {
            var (code, said) = await installation.Reading.RunAsync($"rebuild {projection}");
            Assert.True(code == 0, said);
        }

        Assert.Equal(live, await ReadModelDump.TakeAsync(installation));
        await searchAsync();
        await CheckOthersAsync(installation, story);
    }

    /// <summary>The other citizen is as before, and the same number is somebody new.</summary>
    private static async Task CheckOthersAsync(Installation installation, CitizenStory story)
    {
        using var http = installation.Conversations.NewClient();
        using var reading = installation.Reading.NewClient();
        var copy = await http.GetStringAsync($"/citizens/{story.OtherCitizen}/copy");
        Assert.Equal([], story.OtherMarks.Where(mark => mark != story.OtherMarks[^1] && !copy.Contains(mark, StringComparison.Ordinal)));
        using var channels = installation.Channels.NewClient();
        using var text = await channels.PostAsJsonAsync($"/simulator/phones/{story.Number}/messages", new { text = "It is me again" });
        Assert.True(text.IsSuccessStatusCode, await text.Content.ReadAsStringAsync());
        var again = await Eventually.GetAsync(async () =>
            (await http.GetFromJsonAsync<JsonElement>($"/citizens?contactPoint={Uri.EscapeDataString(story.Number)}")).GetProperty("items").EnumerateArray()
                .Select(citizen => citizen.GetProperty("id").GetString()).FirstOrDefault());
        Assert.NotEqual(story.Citizen, again);
        await Eventually.TrueAsync(async () =>
        {
            var timeline = await reading.GetFromJsonAsync<JsonElement>($"/timeline/citizens/{again}");
            return timeline.GetProperty("items").EnumerateArray().Any(entry => entry.TryGetProperty("text", out var words) && words.GetString() == "It is me again");
        });
    }

    private static async Task<int> CountAsync(HttpClient http, string list) =>
        (await http.GetFromJsonAsync<JsonElement>($"{list}?limit=200")).GetProperty("items").GetArrayLength();

    private static Task<int> EntriesAsync(HttpClient reading, CitizenStory story) => CountAsync(reading, $"/timeline/citizens/{story.Citizen}");

    /// <summary>Those that PostgreSQL's planner keeps samples of.</summary>
    public static async Task<List<string>> SampledAsync(string database, IReadOnlyList<string> marks)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT coalesce(string_agg(concat_ws(' ', most_common_vals, histogram_bounds), ' '), '') FROM pg_stats WHERE schemaname = 'public'", connection);
        var samples = (string)(await command.ExecuteScalarAsync())!;
        return [.. marks.Where(mark => samples.Contains(mark, StringComparison.Ordinal))];
    }
}
