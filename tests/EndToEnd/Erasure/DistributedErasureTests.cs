using Npgsql;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>The same as <see cref="ErasureTests"/>, over three processes, RabbitMQ and PostgreSQL.</summary>
[Collection(SharedServers.Name)]
public sealed class DistributedErasureTests
{
    [Fact]
    public async Task Nothing_of_an_erased_citizen_is_left_in_the_database_s_files_nor_in_the_broker_s()
    {
        await using var installation = await Installation.SimulatedAsync(distributed: true);
        var story = new CitizenStory(installation);
        await story.TellAsync();
        var database = await FolderOfAsync(installation.Database!);
        var rabbit = Path.Combine(Servers.Folder, "rabbitmq");
        var folders = installation.All.Select(process => process.Folder).Append(installation.Files!).ToArray();
        // As autovacuum does sooner or later: what it samples for the planner are values of rows.
        await RunAsync(installation.Database!, "ANALYZE");
        Assert.NotEmpty(await ErasureRun.SampledAsync(installation.Database!, story.Marks));
        await RunAsync(installation.Database!, "CHECKPOINT");
        var readable = ByteSearch.Find([database], story.Marks);
        Assert.True(readable.Count >= 40, $"Only {readable.Count} of {story.Marks.Count} strings are in the database's files.");
        // All of them went over the broker.
        Assert.Empty(ByteSearch.Find([rabbit], story.Marks));

        await ErasureRun.EraseAndCheckAsync(installation, story, async () =>
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

    /// <summary>Where PostgreSQL keeps a database.</summary>
    private static async Task<string> FolderOfAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT current_setting('data_directory') || '/base/' || oid FROM pg_database WHERE datname = current_database()", connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static async Task RunAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
