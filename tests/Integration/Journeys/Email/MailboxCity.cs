using System.Net.Http.Json;
using System.Text.Json;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>A Dovecot for the tests of one class, each with a mailbox of its own in it.</summary>
public sealed class MailboxCity : IAsyncLifetime
{
    public Dovecot Dovecot { get; } = new();

    public async ValueTask InitializeAsync() => await Dovecot.StartAsync();

    public async ValueTask DisposeAsync() => await Dovecot.DisposeAsync();

    /// <summary>A mail of Anna's.</summary>
    /// <param name="name">Makes its Message-ID.</param>
    public static string Mail(string name, string text = "It is dark.") =>
        $"From: Anna <anna@home.example>\nTo: city@city.example\nSubject: Lamp\nMessage-ID: <{name}@home.example>\n\n{text}\n";

    /// <summary>A mailbox as settings have it.</summary>
    /// <param name="more">Such as <c>Mark=keyword</c>.</param>
    public static string[] Settings(DovecotMailbox mailbox, params string[] more) =>
    [
        .. ((string[])["Host=127.0.0.1", $"Port={mailbox.Port}", $"User={mailbox.User}", $"Password={Dovecot.Password}", "Since=1970-01-01", "Timeout=00:00:20", .. more])
            .Select(setting => $"Email:Mailboxes:city:{setting}"),
        "Email:Inbound:Domains=city.example",
    ];

    /// <summary>The texts of Anna's messages in the log, once there are so many.</summary>
    internal static async Task<List<string>> TextsAsync(RunningServer server, int count)
    {
        List<CloudEvent> found = [];
        await Eventually.TrueAsync(async () => (found = await server.LogAsync("?types=conversation.message-received.v1")).Count >= count);
        return [.. found.Select(message => message.Text("text").TrimEnd())];
    }

    /// <summary>Returns once health says so of the inbox.</summary>
    internal static Task StandsAsync(RunningServer server, string says) => Eventually.TrueAsync(async () =>
        (await server.Http.GetFromJsonAsync<JsonElement>("/health/ready")).GetProperty("checks").GetProperty("mailboxes").GetProperty("facts")
            .GetProperty("mailbox:city/INBOX").GetString() == says);
}
