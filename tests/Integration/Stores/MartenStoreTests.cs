using Npgsql;
using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.Marten;
using Xunit;

namespace Omnichannel.Integration.Stores;

public sealed class MartenStoreTests : DurableStoreContract
{
    private protected override async Task<IStoreUnderTest> OpenAsync() => await PostgresUnderTest.CreateAsync();

    [Fact]
    public async Task The_sequence_stands_at_the_head_so_that_marten_s_daemon_sees_every_event()
    {
        await AppendAsync(NewStream(), 0, Event("e1"), Event("e2"), Event("e3"));
        await AppendAsync(NewStream(), 0, Event("conflict"));
        Assert.Equal(3L, await ScalarAsync("SELECT last_value FROM mt_events_sequence"));
    }

    [Fact]
    public async Task The_stream_row_tells_the_stream_s_version()
    {
        await AppendAsync(NewStream(), 0, Event("e1"), Event("e2"));
        await AppendAsync(NewStream(), 2, Event("e3"));
        Assert.Equal(3L, await ScalarAsync("SELECT version FROM mt_streams WHERE id = 'test-1'"));
        Assert.Equal("test", await ScalarAsync("SELECT type FROM mt_streams WHERE id = 'test-1'"));
        Assert.Equal("", await ScalarAsync("SELECT DISTINCT mt_dotnet_type FROM mt_events"));
    }

    [Fact]
    public async Task Two_processes_share_one_order_without_holes()
    {
        await using var other = await MartenEventStore.OpenAsync(((PostgresUnderTest)Opened).ConnectionString, TimeProvider.System, CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, 400).Select(i => (i % 2 == 0 ? Opened.Store : other).AppendAsync(
            new AppendRequest(NewStream($"s{i}"), 0, [Event($"e{i}")]), CancellationToken.None)));
        Assert.Equal(400L, await ScalarAsync("SELECT max(seq_id) FROM mt_events"));
        Assert.Equal(400L, await ScalarAsync("SELECT count(*) FROM mt_events"));
    }

    [Theory]
    [InlineData("ALTER TABLE mt_events DROP COLUMN user_name", "mt_events.user_name is missing")]
    [InlineData("ALTER TABLE mt_events ALTER COLUMN correlation_id TYPE text", "mt_events.correlation_id is text instead of varchar")]
    [InlineData("DROP INDEX idx_mt_events_event_id", "the unique index idx_mt_events_event_id is missing")]
    [InlineData("ALTER TABLE mt_events ADD COLUMN theirs text", "mt_events.theirs is none of Marten's, which would drop it")]
    [InlineData("CREATE INDEX theirs ON mt_events (type)", "the index theirs is none of Marten's, which would drop it")]
    [InlineData("DROP INDEX pk_mt_events_stream_and_version; CREATE INDEX pk_mt_events_stream_and_version ON mt_events (stream_id, version)", "pk_mt_events_stream_and_version is not unique")]
    public async Task Tables_that_somebody_has_changed_are_refused_and_left_as_they_are(string change, string fault)
    {
        await AppendAsync(NewStream(), 0, Event("e1"));
        await ScalarAsync(change);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => MartenEventStore.OpenAsync(((PostgresUnderTest)Opened).ConnectionString, TimeProvider.System, CancellationToken.None));
        Assert.Contains(fault, refused.Message, StringComparison.Ordinal);
        Assert.Equal(1L, await ScalarAsync("SELECT count(*) FROM mt_events"));
    }

    [Fact]
    public async Task What_others_add_beside_our_tables_is_no_fault()
    {
        await ScalarAsync("CREATE TABLE theirs (id uuid PRIMARY KEY); CREATE VIEW theirs_too AS SELECT id FROM mt_events");
        await Opened.ReopenAsync();
    }

    [Fact]
    public async Task An_archived_stream_is_read_and_nothing_is_appended_to_it()
    {
        await AppendAsync(NewStream("old"), 0, Event("e1"));
        await ScalarAsync("SELECT mt_archive_stream('old')".Replace("'old'", $"'{NewStream("old")}'", StringComparison.Ordinal));
        var beside = AppendAsync(NewStream("beside"), 0, Event("e2"));
        await Assert.ThrowsAsync<ArchivedStreamException>(() => AppendAsync(NewStream("old"), 1, Event("e3")));
        Assert.Equal(AppendOutcome.Appended, (await beside).Outcome);
        Assert.Equal(AppendOutcome.Repeated, (await AppendAsync(NewStream("old"), 0, Event("e1"))).Outcome);
        Assert.Single(await ReadAsync(NewStream("old")));
        Assert.Equal(2, await Opened.Head.HeadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_killed_connection_costs_no_event_and_no_follower()
    {
        var follower = Task.Run(async () =>
        {
            var positions = new List<long>();
            while (positions.Count < 200)
            {
                try
                {
                    await foreach (var e in Opened.Store.ReadAllAsync(positions.LastOrDefault(), EventFilter.Everything, CancellationToken.None))
                        positions.Add(e.Position);
                    await Opened.Head.WaitBeyondAsync(positions.LastOrDefault(), CancellationToken.None);
                }
                catch (NpgsqlException)
                {
                    // Its connection was killed too: it goes on from where it was.
                }
            }

            return positions;
        });
        for (var i = 0; i < 200; i++)
        {
            if (i % 50 == 25)
                await ScalarAsync("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
            // What a caller does whose append has failed: the same again.
            for (var done = false; !done;)
            {
                try
                {
                    await AppendAsync(NewStream(), i, Event($"e{i}"));
                    done = true;
                }
                catch (NpgsqlException)
                {
                }
            }
        }

        Assert.Equal(200, (await ReadAsync(NewStream())).Count);
        Assert.Equal(Enumerable.Range(1, 200).Select(i => (long)i), await follower);
    }

    private Task<object?> ScalarAsync(string sql) => ((PostgresUnderTest)Opened).Database.ScalarAsync(sql);
}
