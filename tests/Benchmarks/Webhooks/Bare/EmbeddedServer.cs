using System.Text.Json;
using Microsoft.Data.Sqlite;
using Omnichannel.Testing;

namespace Omnichannel.Benchmarks.Webhooks;

/// <summary>The whole program as a process of its own, everything embedded, and the oracle that reads its log.</summary>
internal sealed class EmbeddedServer : IAsyncDisposable
{
    private readonly OmnichannelProcess _process;
    private readonly IProvider _provider;
    private readonly HttpClient _http;
    private long _checked;

    private EmbeddedServer(OmnichannelProcess process, IProvider provider) => (_process, _provider, _http) = (process, provider, process.NewClient());

    public int Port => _process.Port;

    public TimeSpan ProcessorTime => _process.ProcessorTime;

    public static async Task<EmbeddedServer> StartAsync(WorkFolder folder, IProvider provider)
    {
        var process = new OmnichannelProcess("", folder["embedded"], provider.Settings);
        await process.StartAsync();
        return new EmbeddedServer(process, provider);
    }

    /// <summary>
    /// Every acknowledged text stands in the log once; what was acknowledged before another was sent stands before it; positions have no
    /// holes. Returns when the read models have caught up too, so that what is left to do does not slow down who comes next.
    /// </summary>
    public async Task CheckAsync(Deliveries deliveries)
    {
        await CatchUpAsync();
        var log = new List<string>();
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_process.Folder, "log.db")};Mode=ReadOnly");
        await connection.OpenAsync();
        Oracle.Must(await AskAsync("SELECT max(position) - count(*) FROM events") == 0, "The log's positions have holes.");
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT content ->> $id FROM events WHERE position > $after AND type = $type ORDER BY position";
        command.Parameters.AddWithValue("$id", _provider.RecordedId);
        command.Parameters.AddWithValue("$type", _provider.RecordedAs);
        command.Parameters.AddWithValue("$after", _checked);
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                log.Add(reader.GetString(0));
        }

        LogOracle.Check(deliveries, log);
        _checked = await AskAsync("SELECT max(position) FROM events");

        async Task<long> AskAsync(string sql)
        {
            await using var ask = connection.CreateCommand();
            ask.CommandText = sql;
            return (long)(await ask.ExecuteScalarAsync())!;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }

    private Task CatchUpAsync() => Eventually.TrueAsync(async () =>
    {
        using var health = JsonDocument.Parse(await _http.GetStringAsync("/health/ready"));
        return health.RootElement.GetProperty("checks").GetProperty("log").GetProperty("facts").EnumerateObject()
            .Where(fact => fact.Name.StartsWith("lag:", StringComparison.Ordinal)).All(fact => fact.Value.GetInt64() == 0);
    });
}
