using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.Sqlite;
using Omnichannel.Integration.Feeds;
using Omnichannel.Integration.Stores;
using Omnichannel.Testing;
using Omnichannel.Timeline;
using Xunit;

namespace Omnichannel.Integration.Following;

public sealed class SqliteRebuildTests : RebuildContract
{
    private protected override Task<(IReadModels, Func<Task>)> OpenAsync()
    {
        var folder = Directory.CreateTempSubdirectory("omnichannel").FullName;
        var readModels = new SqliteReadModels(Path.Combine(folder, "read.db"));
        return Task.FromResult<(IReadModels, Func<Task>)>((readModels, async () =>
        {
            await readModels.DisposeAsync();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
        ));
    }
}

public sealed class PostgresRebuildTests : RebuildContract
{
    private protected override async Task<(IReadModels, Func<Task>)> OpenAsync()
    {
        var database = await PostgresDatabase.CreateAsync();
        var source = NpgsqlDataSource.Create(database.ConnectionString);
        return (new PostgresReadModels(source), async () =>
        {
            await source.DisposeAsync();
            await database.DisposeAsync();
        }
        );
    }
}

/// <summary>A projection is built anew while messages flow in and readers read.</summary>
public abstract class RebuildContract : IAsyncLifetime
{
    private readonly SqliteEventStore _store = new(":memory:", TimeProvider.System);
    private readonly TimelineProjection _projection = new();
    private IReadModels _readModels = null!;
    private Func<Task> _close = null!;

    private protected abstract Task<(IReadModels, Func<Task>)> OpenAsync();

    public async ValueTask InitializeAsync() => (_readModels, _close) = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _close();
        await _store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Readers_never_see_less_than_before_while_messages_flow_in_and_the_rows_are_the_same_in_the_end()
    {
        await SampleLog.WriteAsync(_store, 0, 5_000);
        var progress = new SubscriptionProgress();
        using var tail = new LogTail(_store, progress, NullLogger<LogTail>.Instance);
        using var live = new Subscription(
            new ProjectionTarget(_projection, _readModels, ""), tail, _store, _readModels, progress, TimeProvider.System, NullLogger<Subscription>.Instance);
        await live.StartAsync(CancellationToken.None);
        await ReachedAsync(5_000);

        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            var written = 5_000;
            for (; !stop.IsCancellationRequested; written += 20)
                await SampleLog.WriteAsync(_store, written, 20);
            return written;
        });
        var reading = Task.Run(async () =>
        {
            var counts = new List<long>();
            while (!stop.IsCancellationRequested)
                counts.Add(await CountAsync());
            return counts;
        });
        var rebuild = new Rebuild(_store, _store, _readModels, NullLogger<Rebuild>.Instance);
        for (var round = 0; round < 5; round++)
            await rebuild.RunAsync(_projection, (_, _) => { }, CancellationToken.None);
        await stop.CancelAsync();
        var total = await writing;
        var seen = await reading;
        Assert.Equal(seen.Order(), seen);
        await ReachedAsync(total);
        Assert.Equal(total, await CountAsync());
        await live.StopAsync(CancellationToken.None);

        var before = await DumpAsync();
        await rebuild.RunAsync(_projection, (_, _) => { }, CancellationToken.None);
        Assert.Equal(before, await DumpAsync());
        // Indexes have their names again: making the tables once more makes nothing.
        await _readModels.EnsureAsync(_projection.Tables, "", CancellationToken.None);

        Task ReachedAsync(long position) => Eventually.TrueAsync(() => Task.FromResult(progress.PositionOf("timeline-" + _projection.Version) >= position));
    }

    [Fact]
    public async Task Rows_of_an_older_version_are_built_anew_beside_them_at_the_start_with_columns_and_indexes_they_never_had()
    {
        await SampleLog.WriteAsync(_store, 0, 1_000);
        await FollowAsync(new Counted(1));
        Assert.Equal(1_000, await CountAsync("counted"));
        await SampleLog.WriteAsync(_store, 1_000, 1_000);
        // Who would ask for the column by the clock waits until it is there.
        var readable = new ReadYourWrites(_readModels, new SubscriptionProgress(), TimeProvider.System).ReadableAsync(new Counted(2), CancellationToken.None);
        Assert.False(readable.IsCompleted);
        await FollowAsync(new Counted(2));
        await readable;
        await using var connection = await _readModels.OpenAsync(CancellationToken.None);
        Assert.Equal(2_000, await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM counted WHERE category = 'conversation'"));
        Assert.Equal(["counted-2"], (await _readModels.CheckpointsAsync(CancellationToken.None)).Keys);

        // There once more, nothing is built again: the row that is missing stays so.
        await connection.ExecuteAsync("DELETE FROM counted WHERE id = '7'");
        await FollowAsync(new Counted(2));
        Assert.Equal(1_999, await CountAsync("counted"));

        // A program that is older, and may still be running, leaves them alone until somebody wants them back.
        var rebuild = new Rebuild(_store, _store, _readModels, NullLogger<Rebuild>.Instance);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            new LiveProjection(new Counted(1), _readModels, rebuild, NullLogger<LiveProjection>.Instance).StartAsync(CancellationToken.None));
        Assert.Equal(1_999, await CountAsync("counted"));
        await rebuild.RunAsync(new Counted(1), (_, _) => { }, CancellationToken.None);
        await FollowAsync(new Counted(1));
        Assert.Equal(2_000, await CountAsync("counted"));

        async Task FollowAsync(Counted counted)
        {
            var progress = new SubscriptionProgress();
            using var tail = new LogTail(_store, progress, NullLogger<LogTail>.Instance);
            var following = new LiveProjection(counted, _readModels, new Rebuild(_store, _store, _readModels, NullLogger<Rebuild>.Instance), NullLogger<LiveProjection>.Instance);
            using var live = new Subscription(following, tail, _store, _readModels, progress, TimeProvider.System, NullLogger<Subscription>.Instance);
            await live.StartAsync(CancellationToken.None);
            var head = await _store.HeadAsync(CancellationToken.None);
            await Eventually.TrueAsync(() => Task.FromResult(progress.PositionOf(following.Name) >= head));
            await live.StopAsync(CancellationToken.None);
        }
    }

    /// <summary>A row an event; from version 2 on with a column more, and an index on it.</summary>
    private sealed class Counted(int version) : IProjection
    {
        public string Name => "counted";

        public int Version => version;

        public IReadOnlyList<Table> Tables { get; } =
        [
            version == 1 ? new Table("counted", "id", [new("stream", ColumnType.Text)], ["stream"])
                : new Table("counted", "id", [new("stream", ColumnType.Text), new("category", ColumnType.Text)], ["stream", "category"]),
        ];

        public void Apply(RecordedEvent recorded, object @event, RowChanges rows)
        {
            var id = $"{recorded.Position}";
            rows.Set(Tables[0], id, ("stream", recorded.Stream));
            if (version > 1)
                rows.Set(Tables[0], id, ("category", recorded.Category));
        }
    }

    private Task<long> CountAsync() => CountAsync("timeline_entries");

    private async Task<long> CountAsync(string table)
    {
        await using var connection = await _readModels.OpenAsync(CancellationToken.None);
        return await connection.ExecuteScalarAsync<long>($"SELECT count(*) FROM {table}");
    }

    private async Task<List<string>> DumpAsync()
    {
        await using var connection = await _readModels.OpenAsync(CancellationToken.None);
        var rows = await connection.QueryAsync("SELECT * FROM timeline_entries ORDER BY id");
        return [.. rows.Cast<IDictionary<string, object?>>().Select(row => string.Join('|', row.OrderBy(column => column.Key, StringComparer.Ordinal).Select(column => $"{column.Key}={column.Value}")))];
    }
}
