using Npgsql;
using Omnichannel.Testing;

namespace Omnichannel.Integration.Stores;

/// <summary>A database of its own on the test server, dropped at the end.</summary>
internal sealed class PostgresDatabase(string connectionString) : IAsyncDisposable
{
    public string ConnectionString => connectionString;

    public static async Task<PostgresDatabase> CreateAsync() => new(await Servers.NewDatabaseAsync());

    public async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await using var connection = new NpgsqlConnection(Servers.Postgres);
        await connection.OpenAsync();
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await using var command = new NpgsqlCommand($"DROP DATABASE {name} WITH (FORCE)", connection);
        await command.ExecuteNonQueryAsync();
    }
}
