using Omnichannel.Testing;
using RabbitMQ.Client;

namespace Omnichannel.Benchmarks.Bus;

/// <summary>The test server's RabbitMQ.</summary>
internal static class BenchBroker
{
    private static string Server => Environment.GetEnvironmentVariable("OMNICHANNEL_TEST_RABBITMQ") is { Length: > 0 } server
        ? server
        : throw new WrongRunException("OMNICHANNEL_TEST_RABBITMQ is not set: run the benchmarks through 'make bench', which starts the server.");

    /// <summary>A virtual host of its own; its address.</summary>
    public static async Task<Uri> NewAsync()
    {
        _ = Server;
        return new Uri(await Brokers.NewAsync());
    }

    public static async Task<string> VersionAsync()
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(Server) }.CreateConnectionAsync();
        return connection.ServerProperties?["version"] is byte[] version ? System.Text.Encoding.UTF8.GetString(version) : "unknown";
    }
}
