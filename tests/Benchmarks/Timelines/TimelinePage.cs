using System.Data;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Omnichannel.Benchmarks.Log;
using Omnichannel.Benchmarks.Reporting;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using Omnichannel.Timeline;

namespace Omnichannel.Benchmarks.Timelines;

/// <summary>CX-8.</summary>
internal sealed class TimelinePage : IBenchmark
{
    private const int Entries = 10_000;
    private const int EntriesAConversation = 100;
    private static readonly TimeSpan Leg = TimeSpan.FromSeconds(2);
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public string Id => "CX-8";

    public string Measures => $"any page of {TimelineReads.PageSize} of a citizen with {Entries:N0} entries in {Entries / EntriesAConversation} conversations, among 80,000 of others, as the timeline's route reads it from PostgreSQL; beside a prepared SELECT of the same bytes by one index of citizen and position";

    public async Task<IReadOnlyList<Row>> RunAsync(Options options)
    {
        await using var database = await BenchDatabase.CreateAsync();
        var citizen = Guid.NewGuid();
        await ConversationLog.WriteAsync(database.Store);
        await WriteAsync(database.Store, citizen);
        var projection = new TimelineProjection();
        var readModels = new PostgresReadModels(database.Source);
        await new Rebuild(database.Store, database.Store, readModels, NullLogger<Rebuild>.Instance).RunAsync(projection, (_, _) => { }, CancellationToken.None);
        await database.RunAsync(
            """
            CREATE TABLE bench_page AS SELECT o.citizen_id AS citizen, e.* FROM timeline_entries e JOIN timeline_owners o ON o.id = e.owner;
            CREATE INDEX ON bench_page (citizen, position);
            """);
        await database.RunAsync("VACUUM ANALYZE");
        var positions = await PositionsAsync(database, citizen);
        var reads = new TimelineReads(database.Store, readModels, new SubscriptionProgress(), projection);
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var select = await PrepareAsync(connection, citizen);
        await CheckAsync(reads, select, citizen, positions);
        var (ours, bare) = (new Random(1), new Random(1));
        var rounds = await Rounds.RunAsync(
            () => Latencies.OfAsync(Leg, async () =>
            {
                var page = await reads.PageAsync(citizen, AnyOf(positions, ours), null);
                Oracle.Must(page.Count == TimelineReads.PageSize, "A page is not full.");
            }),
            () => Latencies.OfAsync(Leg, async () =>
                Oracle.Must((await SelectAsync(select, AnyOf(positions, bare))).Count == TimelineReads.PageSize + 1, "A page of the baseline is not full.")));
        return [Row.OfLatencies(Id, rounds, 0.5, null), Row.OfLatencies(Id, rounds, 0.99, Target.AtMost(1.3))];
    }

    /// <summary>The citizen's conversations, of messages that came in turn.</summary>
    private static async Task WriteAsync(IEventStore store, Guid citizen)
    {
        for (var ordinal = 1; ordinal <= Entries / EntriesAConversation; ordinal++)
        {
            var events = new List<ConversationEvent> { new ConversationEvent.Opened(citizen, ordinal, "sms", Noon) };
            for (var i = 1; i < EntriesAConversation; i++)
            {
                events.Add(new ConversationEvent.MessageReceived(
                    Guid.NewGuid(), Guid.NewGuid(), new ContactPoint("phone", "+447946000000"), "+15550100", "sms", "twilio", $"SM{ordinal:D8}{i:D24}",
                    "Good morning, I have moved to 12 Mill Lane. Do I need a new parking permit, and what does it cost?", [], "en", null, Noon));
            }

            await store.AppendAsync(
                new AppendRequest(new StreamName("conversation", Guid.NewGuid()), 0, [.. events.Select(ConversationLog.Pack)]), CancellationToken.None);
        }
    }

    private static async Task<List<long>> PositionsAsync(BenchDatabase database, Guid citizen)
    {
        await using var command = database.Source.CreateCommand("SELECT position FROM bench_page WHERE citizen = $1 ORDER BY position");
        command.Parameters.AddWithValue(citizen.ToString());
        await using var reader = await command.ExecuteReaderAsync();
        var positions = new List<long>();
        while (await reader.ReadAsync())
            positions.Add(reader.GetInt64(0));
        Oracle.Must(positions.Count == Entries, "The citizen's timeline is not whole.");
        return positions;
    }

    /// <summary>A place with a full page and one more below it.</summary>
    private static long AnyOf(List<long> positions, Random random) => positions[random.Next(TimelineReads.PageSize + 1, positions.Count)];

    private static async Task<NpgsqlCommand> PrepareAsync(NpgsqlConnection connection, Guid citizen)
    {
        var columns = string.Join(", ", TimelineProjection.Entries.Columns.Select(column => column.Name).Prepend(TimelineProjection.Entries.Key));
        var select = new NpgsqlCommand(
            $"SELECT {columns} FROM bench_page WHERE citizen = $1 AND position < $2 ORDER BY position DESC LIMIT {TimelineReads.PageSize + 1}", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = citizen.ToString() }, new NpgsqlParameter<long>() },
        };
        await select.PrepareAsync();
        return select;
    }

    /// <summary>Reads every byte; the ids of the entries.</summary>
    private static async Task<List<string>> SelectAsync(NpgsqlCommand select, long before)
    {
        ((NpgsqlParameter<long>)select.Parameters[1]).TypedValue = before;
        await using var reader = await select.ExecuteReaderAsync(CommandBehavior.SequentialAccess);
        var buffer = new byte[4 * 1024];
        var ids = new List<string>();
        while (await reader.ReadAsync())
        {
            ids.Add(reader.GetString(0));
            for (var column = 1; column < reader.FieldCount; column++)
            {
                if (!reader.IsDBNull(column))
                    reader.GetBytes(column, 0, buffer, 0, buffer.Length);
            }
        }

        return ids;
    }

    /// <summary>Both read the same entries in the same order.</summary>
    private static async Task CheckAsync(TimelineReads reads, NpgsqlCommand select, Guid citizen, List<long> positions)
    {
        var random = new Random(2);
        for (var i = 0; i < 100; i++)
        {
            var before = AnyOf(positions, random);
            var page = await reads.PageAsync(citizen, before, null);
            Oracle.Must(page.Select(entry => entry.Id.ToString()).SequenceEqual((await SelectAsync(select, before)).Take(TimelineReads.PageSize)), "The pages are not the same.");
            Oracle.Must(long.Parse(page[0].Position, CultureInfo.InvariantCulture) < before, "A page begins at the wrong place.");
        }
    }
}
