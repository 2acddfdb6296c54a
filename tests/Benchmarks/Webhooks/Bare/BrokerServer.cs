using Omnichannel.Benchmarks.Bus;
using Omnichannel.Benchmarks.Log;
using Omnichannel.Testing;

namespace Omnichannel.Benchmarks.Webhooks;

/// <summary>The whole program as a process of its own over RabbitMQ and PostgreSQL, and the oracle that reads its log.</summary>
internal sealed class BrokerServer : IAsyncDisposable
{
    private readonly OmnichannelProcess _process;
    private readonly BenchDatabase _database;
    private readonly IProvider _provider;
    private long _checked;

    private BrokerServer(OmnichannelProcess process, BenchDatabase database, IProvider provider)
    {
        (_process, _database, _provider) = (process, database, provider);
        Http = process.NewClient();
    }

    public int Port => _process.Port;

    /// <summary>With the admin key.</summary>
    public HttpClient Http { get; }

    public TimeSpan ProcessorTime => _process.ProcessorTime;

    public static async Task<BrokerServer> StartAsync(WorkFolder folder, BenchDatabase database, IProvider provider)
    {
        var broker = await BenchBroker.NewAsync();
        var process = new OmnichannelProcess("", folder["over-a-broker"],
            [
                .. provider.Settings,
                new("ConnectionStrings__RabbitMq", broker.ToString()), new("ConnectionStrings__EventStore", database.Source.ConnectionString),
            ]);
        await process.StartAsync();
        return new BrokerServer(process, database, provider);
    }

    /// <summary>As <see cref="LogOracle"/> says, in a log without holes. What is accepted may still be on its way: it is waited for.</summary>
    public async Task CheckAsync(Deliveries deliveries)
    {
        var log = new List<string>();
        await Eventually.TrueAsync(async () => (log = await RecordedAsync()).Count >= deliveries.Count);
        LogOracle.Check(deliveries, log);
        _checked = await _database.AskAsync<long>("SELECT max(seq_id) FROM mt_events");
        await _database.CheckLogAsync(_checked);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _process.DisposeAsync();
    }

    private async Task<List<string>> RecordedAsync()
    {
        await using var command = _database.Source.CreateCommand(
            "SELECT data ->> $1 FROM mt_events WHERE seq_id > $2 AND type = $3 ORDER BY seq_id");
        command.Parameters.AddWithValue(_provider.RecordedId);
        command.Parameters.AddWithValue(_checked);
        command.Parameters.AddWithValue(_provider.RecordedAs);
        await using var reader = await command.ExecuteReaderAsync();
        var recorded = new List<string>();
        while (await reader.ReadAsync())
            recorded.Add(reader.GetString(0));
        return recorded;
    }
}
