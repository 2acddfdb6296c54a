using System.Diagnostics;
using Omnichannel.Benchmarks.Log;
using Omnichannel.Benchmarks.Reporting;

namespace Omnichannel.Benchmarks.Bus;

/// <summary>MQ-5.</summary>
internal sealed class BrokerIntake : IBenchmark
{
    private const int PerCitizen = 50;
    private const int Messages = PerCitizen * HeardMessages.Window;
    private const int Batch = 500;
    private readonly List<double> _consumed = [];
    private readonly List<double> _appended = [];

    public string Id => "MQ-5";

    public string Measures => $"{Messages:N0} messages of citizens taken from eight quorum queues through our bus, decided and in the log in PostgreSQL, by the service's own intake without its followers; beside the slower of RabbitMQ.Client consuming the same messages and binary COPY of as many events, {Batch} a transaction";

    public async Task<IReadOnlyList<Row>> RunAsync(Options options)
    {
        await using var database = await BenchDatabase.CreateAsync();
        await database.RunAsync("CREATE TABLE bench_copy (LIKE mt_events INCLUDING ALL)");
        var gate = new Gate();
        await using var host = await BusHost.StartAsync(await BenchBroker.NewAsync(), database.Source.ConnectionString, new IntakeModule(gate));
        var broker = await BenchBroker.NewAsync();
        await using var queues = await RawQueues.DeclareAsync(broker);
        await using var filling = await BusHost.StartAsync(broker, null);
        using var batches = new BatchSizes();
        var (ours, bare) = (HeardMessages.Over(host.Publisher), HeardMessages.Over(filling.Publisher));
        Effort effort = new();
        var rounds = await Rounds.RunAsync(
            async () =>
            {
                await ours.PublishAsync(written => written < PerCitizen);
                return await effort.OfAsync(async () => Messages / (await gate.LetThroughAsync(Messages)).TotalSeconds, Messages);
            },
            async () =>
            {
                await bare.PublishAsync(written => written < PerCitizen);
                _consumed.Add(await queues.ConsumeAsync(Messages));
                _appended.Add(await AppendAsync(database));
                return Math.Min(_consumed[^1], _appended[^1]);
            });
        await CheckAsync(database, ours.Total);
        return
        [
            Row.OfRates(
                Id, rounds, Target.AtLeast(0.5),
                $"{batches.Average:0.0} events a transaction; a message costs the machine {effort.MicrosecondsAnEvent:0} µs of processor; "
                + $"consuming alone {Spread.Of(_consumed).Median:N0}/s, appending alone {Spread.Of(_appended).Median:N0}/s"),
        ];
    }

    private async Task<double> AppendAsync(BenchDatabase database)
    {
        var position = (long)_appended.Count * Messages;
        var chunks = Enumerable.Range(0, Messages / Batch).Select(chunk => BulkLoad.Make(position + (chunk * Batch), Batch)).ToArray();
        var watch = Stopwatch.StartNew();
        foreach (var chunk in chunks)
        {
            await BulkLoad.CopyAsync(database.Source, chunk, position);
            position += Batch;
        }

        var rate = Messages / watch.Elapsed.TotalSeconds;
        Oracle.Must(await database.AskAsync<long>("SELECT count(*) FROM bench_copy") == position, "The baseline's table does not hold what was copied.");
        return rate;
    }

    /// <summary>Every message of every citizen once and in the order in which it was written, and a log without holes.</summary>
    private static async Task CheckAsync(BenchDatabase database, int messages)
    {
        await database.CheckLogAsync(await database.AskAsync<long>("SELECT count(*) FROM mt_events"));
        await using var command = database.Source.CreateCommand(
            "SELECT stream_id, data ->> 'providerMessageId' FROM mt_events WHERE type = 'conversation.message-received.v1' ORDER BY seq_id");
        await using var reader = await command.ExecuteReaderAsync();
        var next = new Dictionary<string, (int Citizen, int Number)>();
        for (; await reader.ReadAsync(); messages--)
        {
            var (stream, id) = (reader.GetString(0), reader.GetString(1));
            var (citizen, number) = next.TryGetValue(stream, out var known) ? known : (int.Parse(id.AsSpan(2, 8), null), 0);
            Oracle.Must(id == HeardMessages.IdOf(citizen, number), "A citizen's messages do not stand in the log once and in order.");
            next[stream] = (citizen, number + 1);
        }

        Oracle.Must(messages == 0, "The log does not hold every message that was published.");
    }
}
