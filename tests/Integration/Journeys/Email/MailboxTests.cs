using System.Net.Http.Json;
using System.Text.Json;
using MailKit;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>Mail that lies in a mailbox, on a real Dovecot.</summary>
public sealed class MailboxTests(MailboxCity city) : IClassFixture<MailboxCity>
{
    [Theory]
    [InlineData("Mark=seen", "a@home.example Seen")]
    [InlineData("Mark=keyword", "a@home.example Omnichannel")]
    public async Task A_mail_that_is_there_and_one_that_comes_are_taken_and_marked(string mark, string marked)
    {
        var mailbox = await city.Dovecot.NewMailboxAsync();
        mailbox.Put(MailboxCity.Mail("a"));
        await using var server = await RunningServer.StartAsync(MailboxCity.Settings(mailbox, mark));
        Assert.Equal(["It is dark."], await MailboxCity.TextsAsync(server, 1));
        await Eventually.TrueAsync(async () => (await mailbox.MailsAsync()).SequenceEqual([marked]));
        // Nobody looks again for minutes: the server has to tell.
        mailbox.Put(MailboxCity.Mail("b", "Still dark."));
        Assert.Equal(["It is dark.", "Still dark."], await MailboxCity.TextsAsync(server, 2));
        Assert.Equal(2, (await server.ConversationAsync("anna@home.example")).GetProperty("messages").GetArrayLength());
    }

    [Fact]
    public async Task A_mail_can_be_moved_once_it_is_kept_and_several_folders_are_watched()
    {
        var mailbox = await city.Dovecot.NewMailboxAsync();
        await mailbox.CreateAsync("Parks");
        await mailbox.CreateAsync("Kept");
        mailbox.Put(MailboxCity.Mail("a"));
        mailbox.Put(MailboxCity.Mail("b", "The bench is broken."), "Parks");
        await using var server = await RunningServer.StartAsync(MailboxCity.Settings(mailbox, "Mark=move", "MoveTo=Kept", "Folders=INBOX,Parks"));
        Assert.Equal(["It is dark.", "The bench is broken."], (await MailboxCity.TextsAsync(server, 2)).Order());
        await Eventually.TrueAsync(async () => (await mailbox.MailsAsync("Kept")).Order().SequenceEqual(["a@home.example", "b@home.example"]));
        Assert.Empty(await mailbox.MailsAsync());
        Assert.Empty(await mailbox.MailsAsync("Parks"));
    }

    [Fact]
    public async Task Without_being_told_it_looks_from_time_to_time()
    {
        var mailbox = await city.Dovecot.NewMailboxAsync();
        await using var server = await RunningServer.StartAsync(MailboxCity.Settings(mailbox, "Idle=false", "PollInterval=00:00:01"));
        await MailboxCity.StandsAsync(server, "polled");
        mailbox.Put(MailboxCity.Mail("a"));
        Assert.Equal(["It is dark."], await MailboxCity.TextsAsync(server, 1));
    }

    [Fact]
    public async Task Mail_from_before_the_first_day_is_left_alone_however_much_there_is()
    {
        var mailbox = await city.Dovecot.NewMailboxAsync();
        var first = new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
        foreach (var i in Enumerable.Range(0, 3_000))
            mailbox.Put(MailboxCity.Mail($"old{i}"), at: first.AddDays(-2));
        mailbox.Put(MailboxCity.Mail("read", "Somebody has answered this."), isSeen: true, at: first.AddDays(1));
        mailbox.Put(MailboxCity.Mail("a"), at: first);
        mailbox.Put(MailboxCity.Mail("b", "Still dark."), at: first.AddDays(1));
        await using var server = await RunningServer.StartAsync(MailboxCity.Settings(mailbox, "Since=2026-06-01"));
        Assert.Equal(["It is dark.", "Still dark."], await MailboxCity.TextsAsync(server, 2));
        await MailboxCity.StandsAsync(server, "told of new mail");
        Assert.Equal(2, (await server.LogAsync("?types=conversation.message-received.v1")).Count);
        Assert.Equal(3_000, (await mailbox.MailsAsync()).Count(mail => !mail.Contains("Seen", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_cannot_be_read_or_is_too_large_is_kept_as_an_input_once_and_the_rest_goes_on()
    {
        var mailbox = await city.Dovecot.NewMailboxAsync();
        mailbox.Put("Subject: from nobody\n\nWho am I?\n");
        mailbox.Put(MailboxCity.Mail("large", new string('x', 80_000).Replace("xxxxxxxx", "xxxxxxx\n", StringComparison.Ordinal)));
        mailbox.Put(MailboxCity.Mail("a"));
        await using var server = await RunningServer.StartAsync(MailboxCity.Settings(mailbox, "MaxSize=65536"));
        Assert.Equal(["It is dark."], await MailboxCity.TextsAsync(server, 1));
        await Eventually.TrueAsync(async () => (await mailbox.MailsAsync()).All(mail => mail.EndsWith("Seen", StringComparison.Ordinal)));
        var inputs = await InputsAsync(server);
        Assert.Equal(["mail.sender-missing", "mail.too-large"], inputs.Select(input => input.GetProperty("reason").GetString()!).Order());
        // Marked as unread again by somebody, they are looked at again, and are the same inputs.
        await mailbox.UnmarkAsync(MessageFlags.Seen);
        mailbox.Put(MailboxCity.Mail("b", "Still dark."));
        await Eventually.TrueAsync(async () => (await mailbox.MailsAsync()) is [_, _, _, _] mails && mails.All(mail => mail.EndsWith("Seen", StringComparison.Ordinal)));
        Assert.Equal(2, (await InputsAsync(server)).Count);
        Assert.Equal(2, (await server.LogAsync("?types=conversation.message-received.v1")).Count);
    }

    [Fact]
    public async Task The_mailbox_s_address_counts_where_a_mail_names_another_and_the_same_mail_over_both_ways_in_is_one()
    {
        var mailbox = await city.Dovecot.NewMailboxAsync();
        mailbox.Put("From: anna@home.example\nTo: undisclosed-recipients:;\nMessage-ID: <a@home.example>\n\nIt is dark.\n");
        await using var server = await RunningServer.StartAsync(MailboxCity.Settings(mailbox, "Address=parks@parks.example"));
        Assert.Equal(["It is dark."], await MailboxCity.TextsAsync(server, 1));
        using var posted = EmailMail.Signed("Delivered-To: parks@parks.example\nFrom: anna@home.example\nMessage-ID: <a@home.example>\n\nIt is dark.\n", EmailMail.SimulatedSecret);
        (await server.Http.SendAsync(posted)).EnsureSuccessStatusCode();
        var message = Assert.Single(await server.LogAsync("?types=conversation.message-received.v1"));
        Assert.Equal("parks@parks.example", message.Text("to"));
    }

    private static async Task<List<JsonElement>> InputsAsync(RunningServer server) =>
        [.. (await server.Http.GetFromJsonAsync<JsonElement>("/conversations/inputs")).GetProperty("items").EnumerateArray()];
}
