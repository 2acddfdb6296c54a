using System.Diagnostics;
using Npgsql;
using Omnichannel.Testing;
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
        await ControlAsync("add_vhost", name);
        await ControlAsync("set_permissions", "-p", name, "guest", ".*", ".*", ".*");
        return $"{broker.TrimEnd('/')}/{name}";
    }

    private static async Task ControlAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "infra", "test-servers.sh")) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "rabbitmqctl", Need("OMNICHANNEL_TEST_SERVERS") }.Concat(arguments))
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
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

    private static string Need(string name)
    {
        var value = Environment.GetEnvironmentVariable(name);
        if (string.IsNullOrEmpty(value))
            Assert.Skip($"{name} is not set: run the tests through 'make test', which starts the servers.");
        return value;
    }
}
