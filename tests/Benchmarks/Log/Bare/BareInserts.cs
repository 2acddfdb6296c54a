using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Omnichannel.Benchmarks.Log;

/// <summary>The baseline in PostgreSQL: one prepared INSERT a commit, into a table with the log's own columns and indexes.</summary>
internal sealed class BareInserts : IAsyncDisposable
{
    private static readonly string Content = Encoding.UTF8.GetString(Payload.Content);
    private readonly BenchDatabase _database;
    private readonly List<(NpgsqlConnection Connection, NpgsqlCommand Insert)> _writers = [];
    private long _position;

    private BareInserts(BenchDatabase database) => _database = database;

    /// <param name="notify">A channel that each commit notifies of its position; null = none.</param>
    public static async Task<BareInserts> OpenAsync(BenchDatabase database, int connections, string? notify = null)
    {
        await database.RunAsync("CREATE TABLE IF NOT EXISTS bench_insert (LIKE mt_events INCLUDING ALL)");
        var inserts = new BareInserts(database);
        for (var i = 0; i < connections; i++)
            inserts._writers.Add(await PrepareAsync(await database.Source.OpenConnectionAsync(), notify));
        return inserts;
    }

    /// <summary>Inserts one event; each writer has one stream and is used by one caller.</summary>
    public async Task InsertAsync(int writer, long version)
    {
        var e = Payload.Next();
        var insert = _writers[writer].Insert;
        var values = insert.Parameters;
        ((NpgsqlParameter<long>)values[0]).TypedValue = Interlocked.Increment(ref _position);
        ((NpgsqlParameter<Guid>)values[1]).TypedValue = e.Id;
        ((NpgsqlParameter<string>)values[2]).TypedValue = $"conversation-{writer}";
        ((NpgsqlParameter<long>)values[3]).TypedValue = version;
        ((NpgsqlParameter<string>)values[4]).TypedValue = Content;
        ((NpgsqlParameter<string>)values[5]).TypedValue = e.Type;
        ((NpgsqlParameter<DateTime>)values[6]).TypedValue = e.Context.At.UtcDateTime;
        ((NpgsqlParameter<string>)values[7]).TypedValue = e.Context.CorrelationId;
        ((NpgsqlParameter<string>)values[8]).TypedValue = e.Context.CausationId;
        ((NpgsqlParameter<string>)values[9]).TypedValue = e.Context.Actor;
        await insert.ExecuteNonQueryAsync();
    }

    public async Task CheckAsync(long events) =>
        Oracle.Must(await _database.AskAsync<long>("SELECT count(*) FROM bench_insert") == events, "The baseline's table does not hold what was acknowledged.");

    public async Task EmptyAsync()
    {
        await _database.RunAsync("TRUNCATE bench_insert");
        _position = 0;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (connection, insert) in _writers)
        {
            await insert.DisposeAsync();
            await connection.DisposeAsync();
        }
    }

    private static async Task<(NpgsqlConnection, NpgsqlCommand)> PrepareAsync(NpgsqlConnection connection, string? notify)
    {
        var sql =
            """
            INSERT INTO bench_insert (seq_id, id, stream_id, version, data, type, timestamp, correlation_id, causation_id, user_name,
                                      tenant_id, mt_dotnet_type, is_archived)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '*DEFAULT*', '', false)
            """;
        var insert = new NpgsqlCommand(notify is null ? sql : $"WITH inserted AS ({sql}) SELECT pg_notify('{notify}', $1::text)", connection)
        {
            Parameters =
            {
                new NpgsqlParameter<long>(), new NpgsqlParameter<Guid>(), new NpgsqlParameter<string>(), new NpgsqlParameter<long>(),
                new NpgsqlParameter<string> { NpgsqlDbType = NpgsqlDbType.Jsonb }, new NpgsqlParameter<string>(),
                new NpgsqlParameter<DateTime> { NpgsqlDbType = NpgsqlDbType.TimestampTz }, new NpgsqlParameter<string>(),
                new NpgsqlParameter<string>(), new NpgsqlParameter<string>(),
            },
        };
        await insert.PrepareAsync();
        return (connection, insert);
    }
}
