using System.Diagnostics;
using Npgsql;
using Omnichannel.Benchmarks.Reporting;
using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.Marten;

namespace Omnichannel.Benchmarks.Log;

/// <summary>ES-6.</summary>
internal sealed class Wakeup : IBenchmark
{
    private static readonly TimeSpan Leg = TimeSpan.FromSeconds(2);
    private static readonly StreamName Stream = new("conversation", "0");

    public string Id => "ES-6";

    public string Measures => "from an append by one process to the event in the hands of a follower of another, PostgreSQL; beside INSERT and NOTIFY in one statement to LISTEN and one SELECT of the row";

    public async Task<IReadOnlyList<Row>> RunAsync(Options options)
    {
        await using var database = await BenchDatabase.CreateAsync();
        await using var bare = await BareInserts.OpenAsync(database, 1, "bench");
        await using var other = await MartenEventStore.OpenAsync(database.Source.ConnectionString, TimeProvider.System, CancellationToken.None);
        var appended = 0L;
        await using var listening = await database.Source.OpenConnectionAsync();
        await using (var listen = new NpgsqlCommand("LISTEN bench", listening))
            await listen.ExecuteNonQueryAsync();
        var heard = 0L;
        listening.Notification += (_, notification) => heard = long.Parse(notification.Payload, System.Globalization.CultureInfo.InvariantCulture);
        await using var reading = await database.Source.OpenConnectionAsync();
        await using var select = new NpgsqlCommand("SELECT data::text FROM bench_insert WHERE seq_id = $1", reading) { Parameters = { new NpgsqlParameter<long>() } };
        await select.PrepareAsync();
        var inserted = 0L;
        List<double> answers = [], bareAnswers = [];
        var rounds = await Rounds.RunAsync(
            () => TimesAsync(async () =>
            {
                var following = FollowAsync(other, appended);
                var started = Stopwatch.GetTimestamp();
                await database.Store.AppendAsync(new AppendRequest(Stream, appended++, [Payload.Next()]), CancellationToken.None);
                answers.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
                return await following - started;
            }),
            () => TimesAsync(async () =>
            {
                var position = ++inserted;
                var following = Task.Run(async () =>
                {
                    while (heard < position)
                        await listening.WaitAsync();
                    ((NpgsqlParameter<long>)select.Parameters[0]).TypedValue = position;
                    Oracle.Must(await select.ExecuteScalarAsync() is string, "The baseline's row is not there.");
                    return Stopwatch.GetTimestamp();
                });
                var started = Stopwatch.GetTimestamp();
                await bare.InsertAsync(0, position);
                bareAnswers.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
                return await following - started;
            }));
        await database.CheckLogAsync(appended);
        var note = $"the append had its answer after {Spread.Of(answers).Median:N0} µs, the baseline's INSERT after {Spread.Of(bareAnswers).Median:N0} µs";
        return [Row.OfLatencies(Id, rounds, 0.5, Target.AtMost(1.5), note), Row.OfLatencies(Id, rounds, 0.99, Target.AtMost(2))];
    }

    private static async Task<long> FollowAsync(MartenEventStore store, long position)
    {
        while (true)
        {
            await store.WaitBeyondAsync(position, CancellationToken.None);
            await foreach (var recorded in store.ReadAllAsync(position, EventFilter.Next(500), CancellationToken.None))
            {
                if (recorded.Position == position + 1)
                    return Stopwatch.GetTimestamp();
            }
        }
    }

    private static async Task<Latencies> TimesAsync(Func<Task<long>> one)
    {
        var ticks = new List<long>();
        for (var whole = Stopwatch.StartNew(); whole.Elapsed < Leg;)
            ticks.Add(await one());
        return new Latencies(ticks);
    }
}
