using System.Data;
using Omnichannel.Benchmarks.Reporting;
using Omnichannel.Conversations;
using Omnichannel.EventSourcing;

namespace Omnichannel.Benchmarks.Log;

/// <summary>ES-7.</summary>
internal sealed class StreamFold : IBenchmark
{
    private const int Events = 1_000;
    private static readonly TimeSpan Leg = TimeSpan.FromSeconds(2);

    public string Id => "ES-7";

    public string Measures => "a stream of 1,000 events read from PostgreSQL, made records and folded into a conversation's state; beside a prepared SELECT of the same rows whose bytes are read";

    public async Task<IReadOnlyList<Row>> RunAsync(Options options)
    {
        await using var database = await BenchDatabase.CreateAsync();
        // Real conversations, joined into one.
        var real = ConversationLog.Contents().Take(Events).ToArray();
        var stream = new StreamName("conversation", "folded");
        for (var at = 0; at < Events; at += 100)
            await database.Store.AppendAsync(new AppendRequest(stream, at, real[at..(at + 100)]), CancellationToken.None);
        await database.RunAsync("VACUUM ANALYZE");
        var buffer = new byte[64 * 1024];
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var select = new Npgsql.NpgsqlCommand(
            "SELECT seq_id, stream_id, version, id, type, data::text, timestamp, correlation_id, causation_id, user_name FROM mt_events WHERE stream_id = 'conversation-folded' ORDER BY version", connection);
        await select.PrepareAsync();
        var reading = await Latencies.OfAsync(Leg, async () =>
        {
            await foreach (var _ in database.Store.ReadStreamAsync(stream, 0, CancellationToken.None))
            {
            }
        });
        var records = await Latencies.OfAsync(Leg, async () =>
        {
            await foreach (var recorded in database.Store.ReadStreamAsync(stream, 0, CancellationToken.None))
                EventCatalog.Deserialize(recorded);
        });
        var rounds = await Rounds.RunAsync(
            () => Latencies.OfAsync(Leg, async () =>
            {
                var (state, count) = (ConversationState.Initial, 0);
                await foreach (var recorded in database.Store.ReadStreamAsync(stream, 0, CancellationToken.None))
                {
                    state = ConversationDecider.Evolve(state, (Contracts.Events.ConversationEvent)EventCatalog.Deserialize(recorded)!);
                    count++;
                }

                Oracle.Must(count == Events && state.Exists, "The fold left something out.");
            }),
            () => Latencies.OfAsync(Leg, async () =>
            {
                await using var reader = await select.ExecuteReaderAsync(CommandBehavior.SequentialAccess);
                var rows = 0;
                for (; await reader.ReadAsync(); rows++)
                {
                    for (var column = 0; column < reader.FieldCount; column++)
                    {
                        if (!reader.IsDBNull(column))
                            reader.GetBytes(column, 0, buffer, 0, buffer.Length);
                    }
                }

                Oracle.Must(rows == Events, "The baseline left something out.");
            }));
        var note = $"reading alone takes {reading.At(0.5):N0} µs, and with records made of it {records.At(0.5):N0} µs";
        return [Row.OfLatencies(Id, rounds, 0.5, Target.AtMost(1.6), note)];
    }
}
