using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>What happens to the line between us and a mailbox, and to the mailbox itself.</summary>
public sealed class MailboxConnectionTests(MailboxCity city) : IClassFixture<MailboxCity>
{
    [Fact]
    public async Task A_server_that_dies_and_comes_back_is_found_again()
    {
        var mailbox = await city.Dovecot.NewMailboxAsync();
        await using var server = await RunningServer.StartAsync(MailboxCity.Settings(mailbox));
        await MailboxCity.StandsAsync(server, "told of new mail");
        await city.Dovecot.KillAsync();
        await MailboxCity.StandsAsync(server, "mailbox.refused");
        mailbox.Put(MailboxCity.Mail("a"));
        await city.Dovecot.StartAsync();
        Assert.Equal(["It is dark."], await MailboxCity.TextsAsync(server, 1));
        await MailboxCity.StandsAsync(server, "told of new mail");
    }

    [Theory]
    [InlineData("BODY.PEEK")]
    [InlineData("UID STORE")]
    public async Task A_line_that_is_cut_in_the_middle_of_a_mail_makes_no_second_message(string word)
    {
        var mailbox = await city.Dovecot.NewMailboxAsync();
        mailbox.Put(MailboxCity.Mail("a"));
        mailbox.Put(MailboxCity.Mail("b", "Still dark."));
        await using var line = new HeldLine(mailbox.Port) { Cuts = true };
        line.HoldAt(word);
        await using var server = await RunningServer.StartAsync(MailboxCity.Settings(mailbox with { Port = line.Port }, "Tls=none"));
        await Eventually.TrueAsync(() => Task.FromResult(line.Held >= 2));
        line.HoldAt(null);
        await Eventually.TrueAsync(async () => (await mailbox.MailsAsync()).SequenceEqual(["a@home.example Seen", "b@home.example Seen"]));
        Assert.Equal(["It is dark.", "Still dark."], (await MailboxCity.TextsAsync(server, 2)).Order());
    }

    [Fact]
    public async Task A_mailbox_that_is_numbered_anew_brings_what_is_new_and_nothing_twice()
    {
        var mailbox = await city.Dovecot.NewMailboxAsync();
        await mailbox.CreateAsync("Parks");
        mailbox.Put(MailboxCity.Mail("a"), "Parks");
        await using var server = await RunningServer.StartAsync(MailboxCity.Settings(mailbox, "Folders=Parks", "Idle=false", "PollInterval=00:00:01"));
        await Eventually.TrueAsync(async () => (await mailbox.MailsAsync("Parks")).SequenceEqual(["a@home.example Seen"]));
        // Put back from a backup: the same mail under another number, and nobody knows that it was taken.
        await mailbox.DeleteAsync("Parks");
        await mailbox.CreateAsync("Parks");
        mailbox.Put(MailboxCity.Mail("b", "Still dark."), "Parks");
        mailbox.Put(MailboxCity.Mail("a"), "Parks");
        await Eventually.TrueAsync(async () => (await mailbox.MailsAsync("Parks")).SequenceEqual(["b@home.example Seen", "a@home.example Seen"]));
        Assert.Equal(["It is dark.", "Still dark."], await MailboxCity.TextsAsync(server, 2));
        Assert.Equal(2, (await server.LogAsync("?types=conversation.message-received.v1")).Count);
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_leaves_the_mail_where_it_is_until_it_can()
    {
        var mailbox = await city.Dovecot.NewMailboxAsync();
        await using var server = await RunningServer.StartAsync(MailboxCity.Settings(mailbox));
        await MailboxCity.StandsAsync(server, "told of new mail");
        using (server.HoldTheLog())
        {
            mailbox.Put(MailboxCity.Mail("a"));
            await Eventually.TrueAsync(async () => (await mailbox.MailsAsync()).Count == 1);
            Assert.Equal(["a@home.example"], await mailbox.MailsAsync());
        }

        Assert.Equal(["It is dark."], await MailboxCity.TextsAsync(server, 1));
        await Eventually.TrueAsync(async () => (await mailbox.MailsAsync()).SequenceEqual(["a@home.example Seen"]));
    }

    [Theory]
    [InlineData("Tls=implicit", true)]
    [InlineData("Tls=starttls", false)]
    public async Task The_line_is_encrypted_and_an_authority_of_one_s_own_vouches_for_the_server(string tls, bool fromTheStart)
    {
        var mailbox = await city.Dovecot.NewMailboxAsync();
        mailbox.Put(MailboxCity.Mail("a"));
        await using var server = await RunningServer.StartAsync(MailboxCity.Settings(
            mailbox with { Port = fromTheStart ? city.Dovecot.TlsPort : city.Dovecot.Port }, tls, $"CertificateAuthority={city.Dovecot.Certificate}"));
        Assert.Equal(["It is dark."], await MailboxCity.TextsAsync(server, 1));
    }

    [Fact]
    public async Task Of_two_processes_one_watches_and_the_other_takes_over()
    {
        var mailbox = await city.Dovecot.NewMailboxAsync();
        var database = await Servers.NewDatabaseAsync();
        string[] settings = [.. MailboxCity.Settings(mailbox), $"ConnectionStrings:EventStore={database}", $"ConnectionStrings:RabbitMq={await Brokers.NewAsync()}"];
        var one = await RunningServer.StartAsync(settings);
        await MailboxCity.StandsAsync(one, "told of new mail");
        await using var other = await RunningServer.StartAsync(settings);
        await MailboxCity.StandsAsync(other, "watched by another process");
        mailbox.Put(MailboxCity.Mail("a"));
        Assert.Equal(["It is dark."], await MailboxCity.TextsAsync(other, 1));
        await one.DisposeAsync();
        await MailboxCity.StandsAsync(other, "told of new mail");
        mailbox.Put(MailboxCity.Mail("b", "Still dark."));
        Assert.Equal(["It is dark.", "Still dark."], await MailboxCity.TextsAsync(other, 2));
    }
}
