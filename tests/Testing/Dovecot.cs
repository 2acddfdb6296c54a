using System.Globalization;

namespace Omnichannel.Testing;

/// <summary>
/// A Dovecot of one's own, started by the script: any user that signs in with the password <c>secret</c> has a mailbox there. It can be killed
/// and started again.
/// </summary>
public sealed class Dovecot : IAsyncDisposable
{
    public const string Password = "secret";
    private static int _started;
    private readonly string _name = $"d{Environment.ProcessId}x{Interlocked.Increment(ref _started)}";
    private int _users;

    /// <summary>Where it asks whose token it was given: <c>/introspection</c> below it.</summary>
    public Uri Tokens { get; init; } = new("http://127.0.0.1:9");

    /// <summary>Without TLS, and with STARTTLS.</summary>
    public int Port { get; private set; }

    public int TlsPort { get; private set; }

    /// <summary>A PEM file of its certificate, which vouches for itself, for <c>localhost</c> and 127.0.0.1.</summary>
    public string Certificate { get; private set; } = "";

    /// <summary>Also again, after a kill: on the same ports with the same mail.</summary>
    public async Task StartAsync()
    {
        await Brokers.RunAsync(["start-dovecot", Servers.Folder, _name, Tokens.GetLeftPart(UriPartial.Authority)]);
        var settings = File.ReadAllLines(Path.Combine(Servers.Folder, $"dovecot-{_name}", "env")).Select(line => line["export ".Length..].Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1].Trim('\''));
        Port = int.Parse(settings["OMNICHANNEL_TEST_IMAP_PORT"], CultureInfo.InvariantCulture);
        TlsPort = int.Parse(settings["OMNICHANNEL_TEST_IMAPS_PORT"], CultureInfo.InvariantCulture);
        Certificate = settings["OMNICHANNEL_TEST_IMAP_CERTIFICATE"];
    }

    /// <summary>kill -9, with every connection.</summary>
    public Task KillAsync() => Brokers.RunAsync(["kill-dovecot", Servers.Folder, _name]);

    /// <summary>A mailbox that nobody has used.</summary>
    public async Task<DovecotMailbox> NewMailboxAsync()
    {
        var user = $"u{Interlocked.Increment(ref _users)}";
        var mailbox = new DovecotMailbox(Port, user, Path.Combine(Servers.Folder, $"dovecot-{_name}", "mail", user));
        // Its folders are made when somebody looks.
        await mailbox.MailsAsync();
        return mailbox;
    }

    public async ValueTask DisposeAsync() => await Brokers.RunAsync(["stop-dovecot", Servers.Folder, _name]);
}
