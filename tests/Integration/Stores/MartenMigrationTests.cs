using Marten;
using Omnichannel.Contracts.Events;
using Omnichannel.Contracts.Marten;
using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.Marten;
using Omnichannel.Integration.Upgrade;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Stores;

/// <summary>A log of the version before, whose tables were not made by Marten, is migrated by it when it is opened.</summary>
public sealed class MartenMigrationTests : IAsyncLifetime
{
    private PostgresDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync();
        using var earlier = new EarlierInstallation("2026-12-postgres");
        await _database.ScalarAsync(earlier.Read("dump.sql"));
    }

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task It_reads_as_before_is_written_on_and_a_team_s_marten_that_finds_nothing_to_change_reads_along()
    {
        var events = (long)(await _database.ScalarAsync("SELECT count(*) FROM mt_events"))!;
        await using var log = await MartenEventStore.OpenAsync(_database.ConnectionString, TimeProvider.System, CancellationToken.None);
        var read = 0;
        await foreach (var recorded in log.ReadAllAsync(0, EventFilter.Everything, CancellationToken.None))
        {
            Assert.Equal(++read, recorded.Position);
            Assert.NotNull(EventCatalog.Deserialize(recorded));
        }

        Assert.Equal(events, read);

        using var theirs = DocumentStore.For(options =>
        {
            options.Connection(_database.ConnectionString);
            options.DatabaseSchemaName = "theirs";
            options.UseOmnichannelEvents();
        });
        await theirs.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await theirs.Storage.Database.AssertDatabaseMatchesConfigurationAsync();
        await using var session = theirs.QuerySession();
        var all = await session.Events.QueryAllRawEvents().ToListAsync();
        Assert.Equal(events, all.Count);
        Assert.Equal(EventCatalog.All.ToDictionary()[all[0].EventTypeName], all[0].EventType);
        Assert.Contains(all, e => e.Data is ConversationEvent.MessageReceived { Channel.Length: > 0 });

        var note = new ConversationEvent.NoteAdded(Guid.NewGuid(), "hello", "anna", Moment.Noon);
        await PlainEvents.AppendAsync(log, new StreamName("conversation", Guid.NewGuid()), 0, note);
        Assert.Equal(events + 1, (await session.Events.QueryAllRawEvents().ToListAsync())[^1].Sequence);
    }
}
