using Npgsql;

namespace Omnichannel.Integration.Stores;

/// <summary>A database of its own on the test server, dropped at the end.</summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    private readonly string _name;

    private PostgresDatabase(string name) => _name = name;

    public string ConnectionString => new NpgsqlConnectionStringBuilder(Servers.Postgres) { Database = _name, MaxPoolSize = 20 }.ToString();

    public static async Task<PostgresDatabase> CreateAsync()
    {
        var database = new PostgresDatabase($"test_{Guid.NewGuid():N}");
        await RunAsync($"CREATE DATABASE {database._name}");
        return database;
    }

    public async ValueTask DisposeAsync() => await RunAsync($"DROP DATABASE {_name} WITH (FORCE)");

    private static async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Servers.Postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
