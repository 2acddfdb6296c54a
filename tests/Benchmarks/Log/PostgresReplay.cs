using System.Data;
using System.Diagnostics;
using Omnichannel.Benchmarks.Reporting;

namespace Omnichannel.Benchmarks.Log;

/// <summary>ES-8.</summary>
internal sealed class PostgresReplay : IBenchmark
{
    private const string Columns =
        "seq_id, stream_id, version, id, type, data::text, timestamp, correlation_id, causation_id, user_name, headers ->> 'traceparent'";

    public string Id => "ES-8";

    public string Measures => "replay of 100,000 conversation events from PostgreSQL, each made a record; beside one SELECT that streams the bytes of the same columns";

    public async Task<IReadOnlyList<Row>> RunAsync(Options options)
    {
        await using var database = await BenchDatabase.CreateAsync();
        await ConversationLog.WriteAsync(database.Store);
        await database.CheckLogAsync(ConversationLog.Events);
        await database.RunAsync("VACUUM ANALYZE");
        var rounds = await Rounds.RunAsync(() => Replay.RateAsync(database.Store), () => StreamAsync(database));
        return [Row.OfRates(Id, rounds, Target.AtLeast(0.85))];
    }

    private static async Task<double> StreamAsync(BenchDatabase database)
    {
        var buffer = new byte[64 * 1024];
        var watch = Stopwatch.StartNew();
        await using var command = database.Source.CreateCommand($"SELECT {Columns} FROM mt_events ORDER BY seq_id");
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess);
        long rows = 0;
        for (; await reader.ReadAsync(); rows++)
        {
            for (var column = 0; column < reader.FieldCount; column++)
            {
                if (!reader.IsDBNull(column))
                    reader.GetBytes(column, 0, buffer, 0, buffer.Length);
            }
        }

        Oracle.Must(rows == ConversationLog.Events, "The baseline left something out.");
        return rows / watch.Elapsed.TotalSeconds;
    }
}
