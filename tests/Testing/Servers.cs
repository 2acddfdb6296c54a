using Npgsql;
using Xunit;

namespace Omnichannel.Testing;

/// <summary>The real servers that <c>infra/test-servers.sh</c> has started. Where there are none a test is skipped, and says so.</summary>
public static class Servers
{
    /// <summary>Connection string of a PostgreSQL that may be filled with databases.</summary>
    public static string Postgres => Need("OMNICHANNEL_TEST_POSTGRES");

    /// <summary>
    /// Connection string of an EventStoreDB that may be filled. Nothing starts one: Debian has no package of it, so its tests run only where
    /// somebody names a server.
    /// </summary>
    public static string EventStoreDb
    {
        get
        {
            var value = Environment.GetEnvironmentVariable("OMNICHANNEL_TEST_EVENTSTOREDB");
            if (string.IsNullOrEmpty(value))
                Assert.Skip("NOT TESTED: there is no EventStoreDB here. Start one and name it: OMNICHANNEL_TEST_EVENTSTOREDB=esdb://127.0.0.1:2113?tls=false");
            return value;
        }
    }

    public static string RabbitMq => Need("OMNICHANNEL_TEST_RABBITMQ");

    /// <summary>Port of a Postfix that keeps home.example's mail in folders, and hands city.example's to <see cref="LmtpPort"/>.</summary>
    public static string SmtpPort => Need("OMNICHANNEL_TEST_SMTP_PORT");

    /// <summary>Where Postfix looks for us.</summary>
    public static string LmtpPort => Need("OMNICHANNEL_TEST_LMTP_PORT");

    /// <summary>The folder of home.example's mailboxes.</summary>
    public static string Mail => Need("OMNICHANNEL_TEST_MAIL");

    /// <summary>What the script was given to start them.</summary>
    public static string Folder => Need("OMNICHANNEL_TEST_SERVERS");

    /// <summary>A PostgreSQL database of its own; its connection string.</summary>
    public static async Task<string> NewDatabaseAsync()
    {
        var name = $"test_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(Postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(Postgres) { Database = name, MaxPoolSize = 30 }.ToString();
    }

    /// <summary>Stops PostgreSQL without letting it finish anything, and starts it again.</summary>
    public static Task RestartPostgresAsync() => Brokers.RunAsync(["restart-postgres-immediate", Folder]);

    /// <summary>A Kannel that brings messages to an origin of ours and knows the secret; where its <c>sendsms</c> is, and fake SMS centres connect.</summary>
    public static async Task<(Uri SendSms, int SmscPort)> StartKannelAsync(Uri origin, string secret)
    {
        await Brokers.RunAsync(["start-kannel", Folder, origin.GetLeftPart(UriPartial.Authority), secret]);
        var settings = File.ReadAllLines(Path.Combine(Folder, "kannel", "env")).Select(line => line["export ".Length..].Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1].Trim('\''));
        return (new Uri(settings["OMNICHANNEL_TEST_KANNEL"]), int.Parse(settings["OMNICHANNEL_TEST_FAKE_SMSC_PORT"], System.Globalization.CultureInfo.InvariantCulture));
    }

    public static Task StopKannelAsync() => Brokers.RunAsync(["stop-kannel", Folder]);

    private static string Need(string name)
    {
        var value = Environment.GetEnvironmentVariable(name);
        if (string.IsNullOrEmpty(value))
            Assert.Skip($"{name} is not set: run the tests through 'make test', which starts the servers.");
        return value;
    }
}
