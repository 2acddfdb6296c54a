using Npgsql;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>The real servers that <c>infra/test-servers.sh</c> has started.</summary>
internal static class Servers
{
    /// <summary>A virtual host of its own on the broker: nobody else's messages.</summary>
    public static async Task<string> NewBrokerAsync()
    {
        var broker = Need("OMNICHANNEL_TEST_RABBITMQ");
        var name = $"e2e-{Guid.NewGuid():N}";
        await Brokers.ControlAsync("add_vhost", name);
        await Brokers.ControlAsync("set_permissions", "-p", name, "guest", ".*", ".*", ".*");
        return $"{broker.TrimEnd('/')}/{name}";
    }

    /// <summary>A PostgreSQL database of its own.</summary>
    public static async Task<string> NewDatabaseAsync()
    {
        var name = $"e2e_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(Need("OMNICHANNEL_TEST_POSTGRES"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(Need("OMNICHANNEL_TEST_POSTGRES")) { Database = name, MaxPoolSize = 30 }.ToString();
    }

    /// <summary>Stops PostgreSQL without letting it finish anything, and starts it again.</summary>
    public static Task RestartPostgresAsync() => Brokers.RunAsync(["restart-postgres-immediate", Need("OMNICHANNEL_TEST_SERVERS")]);

    internal static string Need(string name)
    {
        var value = Environment.GetEnvironmentVariable(name);
        if (string.IsNullOrEmpty(value))
            Assert.Skip($"{name} is not set: run the tests through 'make test', which starts the servers.");
        return value;
    }
}
