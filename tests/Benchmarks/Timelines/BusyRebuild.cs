using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Omnichannel.Benchmarks.Log;
using Omnichannel.Benchmarks.Reporting;
using Omnichannel.EventSourcing;
using Omnichannel.Timeline;

namespace Omnichannel.Benchmarks.Timelines;

/// <summary>ES-9L.</summary>
internal sealed class BusyRebuild : IBenchmark
{
    private const int Conversations = 10_000;
    private const int ManyConversations = 100_000;

    public string Id => "ES-9L";

    public string Measures => "the timeline built anew from 100,000 events (1,000,000 with --long) in PostgreSQL while it is kept, written to and read, each page asked for with the last message acknowledged; beside the same rebuild with nobody writing";

    public async Task<IReadOnlyList<Row>> RunAsync(Options options)
    {
        await using var database = await BenchDatabase.CreateAsync();
        var loaded = options.Long ? ManyConversations : Conversations;
        await ConversationLog.ImportAsync(database.Store, loaded);
        await database.RunAsync("VACUUM ANALYZE");
        var (projection, readModels, progress) = (new TimelineProjection(), new PostgresReadModels(database.Source), new SubscriptionProgress());
        using var tail = new LogTail(database.Store, progress, NullLogger<LogTail>.Instance);
        using var live = new Subscription(
            new ProjectionTarget(projection, readModels, ""), tail, database.Store, readModels, progress, TimeProvider.System, NullLogger<Subscription>.Instance);
        await live.StartAsync(CancellationToken.None);
        await CaughtUpAsync(database, progress, projection);
        var keptLive = await DigestAsync(database);

        var traffic = new Traffic(database.Store, new TimelineReads(database.Store, readModels, progress, projection));
        var rebuild = new Rebuild(database.Store, database.Store, readModels, NullLogger<Rebuild>.Instance);
        await rebuild.RunAsync(projection, (_, _) => { }, CancellationToken.None);
        Oracle.Must(await DigestAsync(database) == keptLive, "The rebuilt timeline is not the one that was kept.");
        var rounds = await Rounds.RunAsync(
            async () =>
            {
                var rate = await traffic.WhileAsync(RebuildAsync);
                await CaughtUpAsync(database, progress, projection);
                return rate;
            },
            RebuildAsync);
        await live.StopAsync(CancellationToken.None);
        var keptOn = await DigestAsync(database);
        await rebuild.RunAsync(projection, (_, _) => { }, CancellationToken.None);
        Oracle.Must(await DigestAsync(database) == keptOn, "The timeline that was rebuilt while messages flowed in is not the one that is rebuilt in peace.");
        await database.CheckLogAsync((loaded * (long)ConversationLog.EventsEach) + traffic.Events);
        await CheckShownAsync(database, traffic.Messages);
        return
        [
            Row.OfRates(
                Id, rounds, null,
                $"{traffic.Events:N0} events appended meanwhile, {traffic.EventsASecond:0} a second, p50 {traffic.Appends.At(0.5):N0} µs, slowest {traffic.Appends.At(1) / 1_000:N0} ms; "
                + $"{traffic.ReadCount:N0} reads of what was just acknowledged, p50 {traffic.Reads.At(0.5) / 1_000:0.0} ms, slowest {traffic.Reads.At(1) / 1_000:N0} ms: "
                + "none failed, none was stale, no message was lost, and live and rebuilt tables are equal"),
        ];

        async Task<double> RebuildAsync()
        {
            var watch = Stopwatch.StartNew();
            await rebuild.RunAsync(projection, (_, _) => { }, CancellationToken.None);
            return await database.Store.HeadAsync(CancellationToken.None) / watch.Elapsed.TotalSeconds;
        }
    }

    private static async Task CaughtUpAsync(BenchDatabase database, SubscriptionProgress progress, TimelineProjection projection)
    {
        var head = await database.Store.HeadAsync(CancellationToken.None);
        var name = ProjectionTarget.CheckpointOf(projection);
        while (progress.PositionOf(name) is not { } reached || reached < head)
            await progress.WaitBeyondAsync(name, head - 1, TimeSpan.FromSeconds(1), TimeProvider.System, CancellationToken.None);
    }

    /// <summary>A hash of every row of the timeline's tables.</summary>
    private static async Task<string> DigestAsync(BenchDatabase database)
    {
        var digests = new List<string>();
        foreach (var table in new TimelineProjection().Tables)
            digests.Add(await database.AskAsync<string>($"SELECT count(*) || ' ' || md5(string_agg(md5(t::text), '' ORDER BY {table.Key})) FROM {table.Name} t"));
        return string.Join(", ", digests);
    }

    private static async Task CheckShownAsync(BenchDatabase database, List<Guid> messages)
    {
        await using var command = database.Source.CreateCommand("SELECT count(*) FROM timeline_entries WHERE id = ANY ($1) AND kind = 'message-received'");
        command.Parameters.AddWithValue(messages.Select(message => message.ToString()).ToArray());
        Oracle.Must((long)(await command.ExecuteScalarAsync())! == messages.Distinct().Count(), "A message is not on the timeline.");
    }
}
