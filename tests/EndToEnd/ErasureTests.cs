using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>
/// 64 strings of one citizen come in by every way there is, beside another citizen's. Then the citizen is erased, and every byte that the
/// installation has left on disk is looked through. That the search finds things is shown before.
/// </summary>
public sealed class ErasureTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Embedded_nothing_of_an_erased_citizen_is_left_on_disk_and_everything_else_is_as_before_though_it_is_killed_amidst()
    {
        await using var installation = await Installation.SimulatedAsync();
        var story = new CitizenStory(installation);
        await story.TellAsync();
        var folders = new[] { installation.Conversations.Folder };
        var log = Path.Combine(folders[0], "log.db");

        // In plain words where they are needed, and in the log never.
        var before = ByteSearch.Find(folders, story.Marks);
        Assert.Empty(ByteSearch.FindIn([log, log + "-wal"], story.Marks));
        var readable = ByteSearch.FindIn([Path.Combine(folders[0], "read.db"), Path.Combine(folders[0], "read.db-wal")], story.Marks);
        Assert.True(readable.Count >= 40, $"Only {readable.Count} of {story.Marks.Count} strings are in the read models.");
        Assert.Superset(story.FileMarks.ToHashSet(), before);

        await EraseAndCheckAsync(installation, story, async () =>
        {
            await installation.StopAsync();
            Assert.Empty(ByteSearch.Find(folders, story.Marks));
            Assert.DoesNotContain(story.Marks, mark => installation.All.Any(process => process.Output.Contains(mark, StringComparison.Ordinal)));
            Assert.Superset(story.OtherMarks.ToHashSet(), ByteSearch.Find(folders, story.OtherMarks));
            await installation.StartAsync();
        }, acknowledged => KillAsync(installation.Conversations, log, acknowledged));
    }

    [Fact]
    public async Task Distributed_nothing_of_an_erased_citizen_is_left_in_the_database_s_files_nor_in_the_broker_s()
    {
        await using var installation = await Installation.SimulatedAsync(distributed: true);
        var story = new CitizenStory(installation);
        await story.TellAsync();
        var database = await FolderOfAsync(installation.Database!);
        var rabbit = Path.Combine(Servers.Folder, "rabbitmq");
        var folders = installation.All.Select(process => process.Folder).Append(installation.Files!).ToArray();
        // As autovacuum does sooner or later: what it samples for the planner are values of rows.
        await RunAsync(installation.Database!, "ANALYZE");
        Assert.NotEmpty(await SampledAsync(installation.Database!, story.Marks));
        await RunAsync(installation.Database!, "CHECKPOINT");
        var readable = ByteSearch.Find([database], story.Marks);
        Assert.True(readable.Count >= 40, $"Only {readable.Count} of {story.Marks.Count} strings are in the database's files.");
        // All of them went over the broker.
        Assert.Empty(ByteSearch.Find([rabbit], story.Marks));

        await EraseAndCheckAsync(installation, story, async () =>
        {
            await installation.StopAsync();
            // The program's own VACUUM lets the room of old rows be used again, and leaves their bytes until then; written anew, the files
            // show whether any row still has them.
            await RunAsync(installation.Database!, "VACUUM FULL");
            await RunAsync(installation.Database!, "CHECKPOINT");
            Assert.Empty(ByteSearch.Find([.. folders, database, rabbit], story.Marks));
            Assert.DoesNotContain(story.Marks, mark => installation.All.Any(process => process.Output.Contains(mark, StringComparison.Ordinal)));
            Assert.Superset(story.OtherMarks.ToHashSet(), ByteSearch.Find([.. folders, database], story.OtherMarks));
            await installation.StartAsync();
        });
    }

    /// <summary>Kills the process somewhere in the middle: erasing appends a handful of events, and destroys keys and files between two of them.</summary>
    private async Task KillAsync(OmnichannelProcess process, string log, long acknowledged)
    {
        var events = Random.Shared.Next(5);
        while (Head(log) < acknowledged + events)
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        await process.KillAsync();
        output.WriteLine($"killed {events} events or more after event {acknowledged}, at event {Head(log)}");
        await process.StartAsync();
    }

    private static long Head(string log)
    {
        using var connection = new SqliteConnection($"Data Source={log};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT max(position) FROM events";
        return (long)command.ExecuteScalar()!;
    }

    private static async Task EraseAndCheckAsync(Installation installation, CitizenStory story, Func<Task> searchAsync, Func<long, Task>? killAsync = null)
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

    /// <summary>Where PostgreSQL keeps a database.</summary>
    private static async Task<string> FolderOfAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT current_setting('data_directory') || '/base/' || oid FROM pg_database WHERE datname = current_database()", connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Those that PostgreSQL's planner keeps samples of.</summary>
    private static async Task<List<string>> SampledAsync(string database, IReadOnlyList<string> marks)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT coalesce(string_agg(concat_ws(' ', most_common_vals, histogram_bounds), ' '), '') FROM pg_stats WHERE schemaname = 'public'", connection);
        var samples = (string)(await command.ExecuteScalarAsync())!;
        return [.. marks.Where(mark => samples.Contains(mark, StringComparison.Ordinal))];
    }

    private static async Task RunAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
