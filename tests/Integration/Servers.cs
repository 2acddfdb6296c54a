using Xunit;

namespace Omnichannel.Integration;

/// <summary>The real servers that <c>infra/test-servers.sh</c> has started.</summary>
internal static class Servers
{
    /// <summary>Connection string of a PostgreSQL that may be filled with databases.</summary>
    public static string Postgres => Need("OMNICHANNEL_TEST_POSTGRES");

    public static string RabbitMq => Need("OMNICHANNEL_TEST_RABBITMQ");

    /// <summary>What the script was given to start them.</summary>
    public static string Folder => Need("OMNICHANNEL_TEST_SERVERS");

    private static string Need(string name)
    {
        var value = Environment.GetEnvironmentVariable(name);
        if (string.IsNullOrEmpty(value))
            Assert.Skip($"{name} is not set: run the tests through 'make test', which starts the servers.");
        return value;
    }
}
