using Npgsql;
using Omnichannel.Testing;

namespace Omnichannel.EndToEnd;

/// <summary>An installation of the program: one process, or several over RabbitMQ and PostgreSQL.</summary>
internal sealed class Installation : IAsyncDisposable
{
    public const string AuthToken = "an-auth-token-for-tests";
    public const string PublicUrl = "https://city.example";

    private Installation(OmnichannelProcess channels, OmnichannelProcess conversations, OmnichannelProcess reading, IReadOnlyList<OmnichannelProcess> all, string? database)
    {
        (Channels, Conversations, Reading, All, Database) = (channels, conversations, reading, all, database);
    }

    public static TwilioRequests Twilio { get; } = new(AuthToken, PublicUrl);

    /// <summary>The process with the provider webhooks.</summary>
    public OmnichannelProcess Channels { get; }

    public OmnichannelProcess Conversations { get; }

    /// <summary>The process with timeline and feeds.</summary>
    public OmnichannelProcess Reading { get; }

    public IReadOnlyList<OmnichannelProcess> All { get; }

    /// <summary>Connection string of the read models; null = SQLite in the folder.</summary>
    public string? Database { get; }

    /// <param name="changes">They go before the settings of the account.</param>
    public static async Task<Installation> EmbeddedAsync(params IEnumerable<KeyValuePair<string, string>> changes)
    {
        var one = new OmnichannelProcess("", NewFolder(), [.. Account(changes), .. changes]);
        await one.StartAsync();
        return new Installation(one, one, one, [one], null);
    }

    public static async Task<Installation> DistributedAsync(params IEnumerable<KeyValuePair<string, string>> changes)
    {
        var database = await Servers.NewDatabaseAsync();
        KeyValuePair<string, string>[] settings =
        [
            .. Account(changes), .. changes, new("ConnectionStrings__EventStore", database), new("ConnectionStrings__RabbitMq", await Brokers.NewAsync()),
        ];
        var conversations = new OmnichannelProcess("conversations", NewFolder(), settings);
        var channels = new OmnichannelProcess("sms,webchat", NewFolder(), settings);
        var reading = new OmnichannelProcess("timeline,feeds,outreach", NewFolder(), settings);
        var installation = new Installation(channels, conversations, reading, [conversations, channels, reading], database);
        await installation.StartAsync();
        return installation;
    }

    /// <summary>Where all processes keep attachments; null = each in its own folder.</summary>
    public string? Files { get; private init; }

    /// <summary>One where the simulator plays every provider: in one process, or in three that share a folder for files.</summary>
    public static async Task<Installation> SimulatedAsync(bool distributed = false, params IEnumerable<KeyValuePair<string, string>> more)
    {
        KeyValuePair<string, string> secret = new("WebChat__IdentitySecret", CitizenStory.ChatSecret);
        if (!distributed)
        {
            var one = new OmnichannelProcess("", NewFolder(), [secret, .. more]);
            await one.StartAsync();
            return new Installation(one, one, one, [one], null);
        }

        var database = await Servers.NewDatabaseAsync();
        var files = NewFolder();
        KeyValuePair<string, string>[] settings =
        [
            secret, new("ConnectionStrings__EventStore", database), new("ConnectionStrings__RabbitMq", await Brokers.NewAsync()), new("Attachments__Folder", files),
            .. more,
        ];
        var conversations = new OmnichannelProcess("conversations", NewFolder(), settings);
        var channels = new OmnichannelProcess("sms,voice,email,whatsapp,messenger,webchat,simulator", NewFolder(), settings);
        var reading = new OmnichannelProcess("timeline,feeds,outreach", NewFolder(), settings);
        var installation = new Installation(channels, conversations, reading, [conversations, channels, reading], database) { Files = files };
        await installation.StartAsync();
        return installation;
    }

    /// <summary>All at once, as where nobody waits for anybody.</summary>
    public Task StartAsync() => Task.WhenAll(All.Select(process => process.StartAsync()));

    /// <summary>As an operator stops it.</summary>
    public async Task StopAsync()
    {
        foreach (var process in All)
            await process.KillAsync();
        NpgsqlConnection.ClearAllPools();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in All)
        {
            await process.DisposeAsync();
            Directory.Delete(process.Folder, recursive: true);
        }

        if (Files is not null)
            Directory.Delete(Files, recursive: true);

        NpgsqlConnection.ClearAllPools();
    }

    private static IEnumerable<KeyValuePair<string, string>> Account(IEnumerable<KeyValuePair<string, string>> changes)
    {
        KeyValuePair<string, string>[] account =
        [
            new("Sms__Twilio__AccountSid", "AC00000000000000000000000000000000"), new("Sms__Twilio__AuthToken", AuthToken), new("Sms__Twilio__From", "+15550100"),
            new("Sms__Twilio__PublicUrl", PublicUrl), new("Sms__Twilio__BaseUrl", "http://127.0.0.1:9"),
        ];
        return account.Where(setting => changes.All(change => change.Key != setting.Key));
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("omnichannel").FullName;
}
