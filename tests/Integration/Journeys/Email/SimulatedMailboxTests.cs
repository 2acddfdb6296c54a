using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;
using Microsoft.Extensions.DependencyInjection;
using Omnichannel.Channels.Simulated;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>The mailbox that the simulator plays: fetched by us, and read with somebody else's mail program.</summary>
public sealed class SimulatedMailboxTests : IAsyncLifetime
{
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync("Simulator:Mailbox=true");

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_citizen_s_mail_into_the_mailbox_is_fetched_and_answered()
    {
        Assert.True((await _server.Http.GetFromJsonAsync<JsonElement>("/simulator/mail/account")).GetProperty("hasMailbox").GetBoolean());
        await WriteAsync("It is dark.");
        Assert.Equal(["It is dark."], await MailboxCity.TextsAsync(_server, 1));
        await _server.ReplyAsync((await _server.ConversationAsync("anna@home.example")).GetProperty("id").GetString()!, "Not any more.");
        await Eventually.TrueAsync(async () =>
            (await _server.Http.GetFromJsonAsync<JsonElement>("/simulator/mailboxes/anna@home.example")).GetProperty("messages").GetArrayLength() == 2);
        await WriteAsync("Thank you.");
        Assert.Equal(["It is dark.", "Thank you."], await MailboxCity.TextsAsync(_server, 2));
    }

    [Fact]
    public async Task Somebody_else_s_program_finds_marks_moves_and_deletes_as_with_any_server()
    {
        await WriteAsync("one");
        await WriteAsync("two");
        await MailboxCity.TextsAsync(_server, 2);
        using var client = await SignInAsync();
        await client.Inbox.OpenAsync(FolderAccess.ReadWrite);
        await Eventually.TrueAsync(async () => (await client.Inbox.SearchAsync(SearchQuery.Seen)).Count == 2);
        var found = await client.Inbox.SearchAsync(SearchQuery.NotKeyword("Done").And(SearchQuery.DeliveredAfter(new DateTime(2020, 1, 1))).And(SearchQuery.Not(SearchQuery.Deleted)));
        Assert.Equal(2, found.Count);
        await client.Inbox.AddFlagsAsync(found[0], MessageFlags.Flagged, ["Done"], silent: false);
        Assert.Equal([found[1]], await client.Inbox.SearchAsync(SearchQuery.NotKeyword("Done")));
        var told = Assert.Single(await client.Inbox.FetchAsync([found[0]], MessageSummaryItems.UniqueId | MessageSummaryItems.Flags | MessageSummaryItems.Size | MessageSummaryItems.InternalDate));
        Assert.Equal((MessageFlags.Seen | MessageFlags.Flagged, true), (told.Flags, told.Keywords.Contains("Done")));
        using var whole = new StreamReader(await client.Inbox.GetStreamAsync(found[0]), Encoding.UTF8);
        var mail = await whole.ReadToEndAsync();
        Assert.Equal((int)told.Size!, Encoding.UTF8.GetByteCount(mail));
        using var part = new StreamReader(await client.Inbox.GetStreamAsync(found[0], 0, 11), Encoding.UTF8);
        Assert.Equal(mail[..11], await part.ReadToEndAsync());
        using var head = new StreamReader(await client.Inbox.GetStreamAsync(found[0], "HEADER"), Encoding.UTF8);
        Assert.Equal(mail[..(mail.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)], await head.ReadToEndAsync());

        var archive = await client.GetFolderAsync("Archive");
        Assert.NotNull(await client.Inbox.MoveToAsync(found[0], archive));
        Assert.Equal(1, client.Inbox.Count);
        await archive.OpenAsync(FolderAccess.ReadOnly);
        Assert.Single(await archive.SearchAsync(SearchQuery.HasKeyword("Done")));
        await Assert.ThrowsAsync<FolderNotFoundException>(() => client.GetFolderAsync("Elsewhere"));
        await client.Inbox.OpenAsync(FolderAccess.ReadWrite);
        await client.Inbox.AddFlagsAsync(0, MessageFlags.Deleted, silent: true);
        await client.Inbox.ExpungeAsync();
        Assert.Equal(0, client.Inbox.Count);
    }

    [Fact]
    public async Task Who_idles_is_told_of_new_mail_and_who_does_not_know_the_password_gets_nowhere()
    {
        using var client = await SignInAsync();
        await client.Inbox.OpenAsync(FolderAccess.ReadOnly);
        using var done = new CancellationTokenSource();
        client.Inbox.CountChanged += (_, _) => done.Cancel();
        var idle = client.IdleAsync(done.Token, CancellationToken.None);
        await WriteAsync("one");
        await idle;
        Assert.Equal(1, client.Inbox.Count);
        using var stranger = new ImapClient();
        await stranger.ConnectAsync("127.0.0.1", Port, SecureSocketOptions.None);
        await Assert.ThrowsAsync<AuthenticationException>(() => stranger.AuthenticateAsync("omnichannel", "guessed"));
    }

    private async Task WriteAsync(string text) => (await _server.Http.PostAsJsonAsync(
        "/simulator/mailboxes/anna@home.example/messages", new { subject = "Lamp", text, intoMailbox = true })).EnsureSuccessStatusCode();

    private async Task<ImapClient> SignInAsync()
    {
        var simulated = _server.Services.GetRequiredService<SimulatedMail>();
        var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", Port, SecureSocketOptions.None);
        await client.AuthenticateAsync(simulated.User, simulated.Password);
        return client;
    }

    private int Port => _server.Services.GetRequiredService<Simulator.ImapServer>().Port!.Value;
}
