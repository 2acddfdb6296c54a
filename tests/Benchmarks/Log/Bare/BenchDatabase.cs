using Marten;
using Npgsql;
using Omnichannel.EventSourcing.Marten;

namespace Omnichannel.Benchmarks.Log;

/// <summary>A database of its own on the test server with our log in it, dropped at the end.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly string _name;

    private BenchDatabase(string name, NpgsqlDataSource source, MartenEventStore store, IDocumentStore marten) =>
        (_name, Source, Store, Marten) = (name, source, store, marten);

    public static string Server => Environment.GetEnvironmentVariable("OMNICHANNEL_TEST_POSTGRES") is { Length: > 0 } server
        ? server
        : throw new WrongRunException("OMNICHANNEL_TEST_POSTGRES is not set: run the benchmarks through 'make bench', which starts the server.");

    public NpgsqlDataSource Source { get; }

    public MartenEventStore Store { get; }

    /// <summary>A Marten over the same tables, set as the log's own.</summary>
    public IDocumentStore Marten { get; }

    public static async Task<BenchDatabase> CreateAsync()
    {
        var name = $"bench_{Guid.NewGuid():N}";
        await RunOnServerAsync($"CREATE DATABASE {name}");
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Server) { Database = name });
        var store = await MartenEventStore.OpenAsync(source.ConnectionString, TimeProvider.System, CancellationToken.None);
        return new BenchDatabase(name, source, store, await LogConnections.StoreAsync(LogConnections.DataSource(source.ConnectionString), CancellationToken.None));
    }

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task RunAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>So many events, positions without a hole, and in every stream versions without a gap.</summary>
    public async Task CheckLogAsync(long events)
    {
        Oracle.Must(await AskAsync<long>("SELECT count(*) FROM mt_events") == events, "The log does not hold what was acknowledged.");
        Oracle.Must(await AskAsync<long>("SELECT coalesce(max(seq_id), 0) FROM mt_events") == events, "The log's positions have holes.");
        Oracle.Must(
            await AskAsync<bool>("SELECT bool_and(n = top) FROM (SELECT count(*) n, max(version) top FROM mt_events GROUP BY stream_id) s"),
            "A stream's versions have gaps.");
    }

    public async ValueTask DisposeAsync()
    {
        Marten.Dispose();
        await Store.DisposeAsync();
        await Source.DisposeAsync();
        await RunOnServerAsync($"DROP DATABASE {_name} WITH (FORCE)");
    }

    private static async Task RunOnServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
