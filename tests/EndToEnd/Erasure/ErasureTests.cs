using Microsoft.Data.Sqlite;
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
    public async Task Nothing_of_an_erased_citizen_is_left_on_disk_and_everything_else_is_as_before_though_it_is_killed_amidst()
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

        await ErasureRun.EraseAndCheckAsync(installation, story, async () =>
        {
            await installation.StopAsync();
            Assert.Empty(ByteSearch.Find(folders, story.Marks));
            Assert.DoesNotContain(story.Marks, mark => installation.All.Any(process => process.Output.Contains(mark, StringComparison.Ordinal)));
            Assert.Superset(story.OtherMarks.ToHashSet(), ByteSearch.Find(folders, story.OtherMarks));
            await installation.StartAsync();
        }, acknowledged => KillAsync(installation.Conversations, log, acknowledged));
    }

    /// <summary>Kills the process somewhere in the middle: erasing appends a handful of events, and destroys keys and files between two of them.</summary>
    private async Task KillAsync(OmnichannelProcess process, string log, long acknowledged)
    {
        var events = Seed.NewRandom(output).Next(5);
        // Where it is done after fewer, it is killed right after its end.
        await Eventually.TrueAsync(() => Task.FromResult(Head(log) >= acknowledged + events || IsErased(log)), look: TimeSpan.FromMilliseconds(1));
        await process.KillAsync();
        output.WriteLine($"killed {events} events or more after event {acknowledged}, at event {Head(log)}");
        await process.StartAsync();
    }

    private static long Head(string log) => AskLog(log, "SELECT max(position) FROM events");

    private static bool IsErased(string log) => AskLog(log, "SELECT count(*) FROM events WHERE type = 'citizen.erasure-done.v1'") > 0;

    private static long AskLog(string log, string question)
    {
        using var connection = new SqliteConnection($"Data Source={log};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return (long)command.ExecuteScalar()!;
    }
}
