using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>With real mail programs: swaks brings mail, Postfix takes ours, keeps it, and sends it back where nobody is.</summary>
public sealed class MailServerTests(MailServerTests.City city) : IClassFixture<MailServerTests.City>
{
    private const string Anna = "anna@home.example";

    [Fact]
    public async Task A_thread_goes_from_swaks_through_us_and_Postfix_into_a_mailbox_and_back()
    {
        await SwaksAsync("--server", $"127.0.0.1:{city.Smtp}", "--to", "city@city.example", "--h-Subject", "Lamp", "--h-Message-Id", "<s1@home.example>", "--body", "It is dark.");
        await SwaksAsync("--server", $"127.0.0.1:{Servers.LmtpPort}", "--protocol", "LMTP", "--to", "city@city.example", "--h-Subject", "Lamp", "--h-Message-Id", "<s2@home.example>", "--body", ".still dark");
        using var http = city.Installation.Channels.NewClient();
        var conversation = await ConversationAsync(http, Anna);
        Assert.Equal(["It is dark.", ".still dark"], Texts(conversation));
        await ReplyAsync(http, conversation, "Es wird Licht: äöü.\n.Punkt");
        var mail = await Eventually.GetAsync(() => Task.FromResult(Delivered()));
        Assert.Contains("In-Reply-To: <s2@home.example>", mail, StringComparison.Ordinal);
        Assert.Contains("\n.Punkt", mail, StringComparison.Ordinal);
        Assert.Contains("Subject: Re: Lamp", mail, StringComparison.Ordinal);
        await SwaksAsync(
            "--server", $"127.0.0.1:{Servers.SmtpPort}", "--to", Header(mail, "Reply-To").Split('<', '>')[1], "--h-Message-Id", "<s3@home.example>",
            "--h-In-Reply-To", Header(mail, "Message-ID"), "--body", "Thank you");
        await Eventually.TrueAsync(async () => Texts(await ConversationAsync(http, Anna)).Contains("Thank you"));
        Assert.Equal(4, (await ConversationAsync(http, Anna)).GetProperty("messages").GetArrayLength());
    }

    [Fact]
    public async Task A_bounce_of_Postfix_becomes_the_reply_s_delivery_report()
    {
        await SwaksAsync("--server", $"127.0.0.1:{city.Smtp}", "--from", "nobody@home.example", "--to", "city@city.example", "--body", "Hello");
        using var http = city.Installation.Channels.NewClient();
        await ReplyAsync(http, await ConversationAsync(http, "nobody@home.example"), "Are you there?");
        JsonElement delivery = default;
        await Eventually.TrueAsync(async () =>
        {
            var messages = (await ConversationAsync(http, "nobody@home.example")).GetProperty("messages").EnumerateArray();
            delivery = messages.Last().GetProperty("delivery");
            return delivery.GetProperty("state").GetString() == "failed";
        });
        Assert.Equal("recipient.unknown", delivery.GetProperty("reason").GetString());
    }

    /// <summary>A program between Postfix on either side.</summary>
    public sealed class City : IAsyncLifetime
    {
        /// <summary>Where others bring mail.</summary>
        public int Smtp { get; } = OmnichannelProcess.FreePort();

        internal Installation Installation { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Installation = await Installation.EmbeddedAsync(
            new KeyValuePair<string, string>("Email__Smtp__Host", "127.0.0.1"), new("Email__Smtp__Port", Servers.SmtpPort), new("Email__Smtp__From", "City Hall <city@city.example>"),
            new("Email__Inbound__SmtpPort", $"{Smtp}"), new("Email__Inbound__LmtpPort", Servers.LmtpPort));

        public async ValueTask DisposeAsync() => await Installation.DisposeAsync();
    }

    private static async Task SwaksAsync(params string[] arguments)
    {
        string[] all = arguments.Contains("--from") ? arguments : ["--from", Anna, .. arguments];
        var start = new ProcessStartInfo("swaks", ["--ehlo", "home.example", "--h-From", all[Array.IndexOf(all, "--from") + 1], .. all]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await output + await errors);
    }

    /// <summary>The one mail in Anna's mailbox; null while there is none.</summary>
    private static string? Delivered()
    {
        var folder = Path.Combine(Servers.Mail, "anna", "new");
        return Directory.Exists(folder) && Directory.GetFiles(folder) is [var file, ..] ? File.ReadAllText(file).ReplaceLineEndings("\n") : null;
    }

    private static string Header(string mail, string name) =>
        mail.Replace("\n ", " ", StringComparison.Ordinal).Replace("\n\t", " ", StringComparison.Ordinal).Split('\n').First(line => line.StartsWith($"{name}: ", StringComparison.OrdinalIgnoreCase))[(name.Length + 2)..];

    private static IEnumerable<string?> Texts(JsonElement conversation) =>
        conversation.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("text").GetString()!.TrimEnd('\n'));

    private static async Task<JsonElement> ConversationAsync(HttpClient http, string address)
    {
        var found = await http.GetFromJsonAsync<JsonElement>($"/citizens?contactPoint={Uri.EscapeDataString(address)}");
        var id = found.GetProperty("items")[0].GetProperty("conversations").EnumerateArray().Last().GetProperty("id").GetString();
        return await http.GetFromJsonAsync<JsonElement>($"/conversations/{id}");
    }

    private static async Task ReplyAsync(HttpClient http, JsonElement conversation, string text) =>
        (await http.PostAsJsonAsync($"/conversations/{conversation.GetProperty("id").GetString()}/replies", new { text })).EnsureSuccessStatusCode();
}
