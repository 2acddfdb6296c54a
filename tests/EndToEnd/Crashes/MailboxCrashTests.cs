using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>A program that fetches mail is killed between the two things it does with one.</summary>
public sealed class MailboxCrashTests
{
    [Fact]
    public async Task A_mail_that_is_kept_and_not_yet_marked_is_one_message_after_a_kill()
    {
        await using var dovecot = new Dovecot();
        await dovecot.StartAsync();
        var mailbox = await dovecot.NewMailboxAsync();
        await using var line = new HeldLine(mailbox.Port);
        line.HoldAt("UID STORE");
        var folder = Directory.CreateTempSubdirectory("omnichannel").FullName;
        await using (var program = new OmnichannelProcess("", folder, Settings(mailbox.User, line.Port)))
        {
            mailbox.Put("From: anna@home.example\nTo: city@city.example\nMessage-ID: <a@home.example>\n\nIt is dark.\n");
            await program.StartAsync();
            await Eventually.TrueAsync(() => Task.FromResult(line.Held == 1));
            using var http = program.NewClient();
            // The mark is held on its way for good: what were to come after it would never come.
            await Eventually.TrueAsync(async () => (await LogLines.ReadAsync(http, "?types=conversation.message-received.v1")).Count == 1);
            await program.KillAsync();
            Assert.Equal(["a@home.example"], await mailbox.MailsAsync());
            line.HoldAt(null);
            await program.StartAsync();
            await Eventually.TrueAsync(async () => (await mailbox.MailsAsync()).SequenceEqual(["a@home.example Seen"]));
            Assert.Single(await LogLines.ReadAsync(http, "?types=conversation.message-received.v1"));
            Assert.DoesNotContain("anna@", program.Output, StringComparison.Ordinal);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_doctor_ends_with_1_when_a_mailbox_cannot_be_opened()
    {
        var folder = Directory.CreateTempSubdirectory("omnichannel").FullName;
        await using var program = new OmnichannelProcess("", folder, Settings("city", 9));
        var (code, said) = await program.RunAsync("doctor");
        Assert.Equal(1, code);
        Assert.Contains("FAIL  mailbox city: nothing listens on port 9 of 127.0.0.1", said, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static KeyValuePair<string, string>[] Settings(string user, int port) =>
    [
        new("Email__Mailboxes__city__Host", "127.0.0.1"), new("Email__Mailboxes__city__Port", $"{port}"), new("Email__Mailboxes__city__Tls", "none"),
        new("Email__Mailboxes__city__User", user), new("Email__Mailboxes__city__Password", Dovecot.Password), new("Email__Mailboxes__city__Since", "1970-01-01"),
    ];
}
