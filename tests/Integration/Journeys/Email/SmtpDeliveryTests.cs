using System.Text;
using Omnichannel.Channels;
using Omnichannel.Channels.Email;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>Our end of SMTP, against servers that do what servers do.</summary>
public sealed class SmtpDeliveryTests
{
    private const string Id = "<1@city.example>";

    private static readonly OutgoingMail Letter = new(
        new MailAddress("City Hall", "city@city.example"), "anna@home.example", "Straße", Id, [], "reply+1@city.example", "bounce+1@city.example", false, null, Moment.Noon, "Grüße\n.", []);

    [Fact]
    public async Task A_mail_is_handed_over_and_its_lines_kept()
    {
        await using var server = new ScriptedMailServer(Answer("8BITMIME", "SIZE 1000000"));
        Assert.Equal(new SendOutcome.Accepted(Id), await DeliverAsync(server, Letter));
        Assert.Contains(server.Heard, line => line.StartsWith("MAIL FROM:<bounce+1@city.example> SIZE=", StringComparison.Ordinal) && line.EndsWith(" BODY=8BITMIME", StringComparison.Ordinal));
        Assert.Equal(["Grüße", "..", "."], server.Heard.SkipWhile(line => line.Length > 0).Skip(1).Take(3));
    }

    [Fact]
    public async Task Eight_bits_go_only_where_they_are_taken()
    {
        await using var server = new ScriptedMailServer(Answer());
        Assert.Equal(new SendOutcome.Accepted(Id), await DeliverAsync(server, Letter));
        Assert.DoesNotContain(server.Heard, line => line.Any(c => c > '\x7f'));
        using var read = MimeKit.MimeMessage.Load(new MemoryStream(Encoding.ASCII.GetBytes(string.Join("\r\n", server.Heard.SkipWhile(line => line != "DATA").Skip(1).SkipLast(1)))));
        Assert.Equal(("Straße", "Grüße\n."), (read.Subject, read.TextBody!.ReplaceLineEndings("\n").Trim()));
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 No such user", "recipient.unknown", "5.1.1")]
    [InlineData("RCPT", "550 no", "recipient.unknown", "550")]
    [InlineData("RCPT", "552-5.2.2 Full\r\n552 5.2.2 really", "recipient.mailbox-full", "5.2.2")]
    [InlineData("MAIL", "550 5.7.1 Not you", "provider.refused", "5.7.1")]
    [InlineData(".", "554 5.6.0 Not that", "provider.refused", "5.6.0")]
    public async Task A_final_refusal_tells_why(string at, string answer, string reason, string code)
    {
        await using var server = new ScriptedMailServer(Except(at, answer));
        Assert.Equal(new SendOutcome.Rejected(reason, code), await DeliverAsync(server, Letter));
    }

    [Theory]
    [InlineData("", "421 4.3.2 Not now")]
    [InlineData("", "554 5.7.1 Go away")]
    [InlineData("MAIL", "451 4.3.0 Later")]
    [InlineData("RCPT", "450 4.2.0 Greylisted")]
    [InlineData(".", "452 4.3.1 Full")]
    public async Task A_refusal_for_now_is_none_for_good(string at, string answer)
    {
        await using var server = new ScriptedMailServer(Except(at, answer));
        Assert.Equal(new SendOutcome.TryLater("provider.busy", null), await DeliverAsync(server, Letter));
    }

    [Fact]
    public async Task An_answer_lost_after_the_last_dot_is_unclear_and_before_it_is_not()
    {
        await using var after = new ScriptedMailServer(Except(".", null));
        Assert.IsType<SendOutcome.Unclear>(await DeliverAsync(after, Letter));
        foreach (var command in new[] { "", "EHLO", "MAIL", "RCPT", "DATA" })
        {
            await using var before = new ScriptedMailServer(Except(command, null));
            Assert.Equal(new SendOutcome.TryLater("provider.unreachable", null), await DeliverAsync(before, Letter));
        }
    }

    [Fact]
    public async Task A_send_is_noted_down_once_the_server_wants_the_content_and_before_its_last_dot()
    {
        var noted = new List<string>();
        ScriptedMailServer? server = null;
        await using (server = new ScriptedMailServer(Answer("8BITMIME")))
            Assert.IsType<SendOutcome.Accepted>(await DeliverAsync(server, Letter, note: () => noted.AddRange([.. server.Heard.TakeLast(1)])));
        Assert.NotEqual(".", Assert.Single(noted));
        Assert.Contains("DATA", server.Heard);
        noted.Clear();
        await using var refusing = new ScriptedMailServer(Except("DATA", "451 4.3.0 Later"));
        Assert.IsType<SendOutcome.TryLater>(await DeliverAsync(refusing, Letter, note: () => noted.Add("")));
        Assert.Empty(noted);
    }

    [Fact]
    public async Task Whoever_cannot_note_a_send_down_does_not_finish_it()
    {
        await using var server = new ScriptedMailServer(Answer("8BITMIME"));
        Assert.Equal(new SendOutcome.TryLater("provider.unreachable", null), await DeliverAsync(server, Letter, note: () => throw new IOException("The disk is full.")));
        Assert.DoesNotContain(".", server.Heard);
    }

    [Fact]
    public async Task A_report_is_asked_for_where_the_server_gives_them()
    {
        await using var server = new ScriptedMailServer(Answer("DSN"));
        Assert.IsType<SendOutcome.Accepted>(await DeliverAsync(server, Letter));
        Assert.Contains("MAIL FROM:<bounce+1@city.example> ENVID=1 RET=HDRS", server.Heard);
        Assert.Contains(server.Heard, line => line.StartsWith("RCPT TO:<anna@home.example> NOTIFY=FAILURE,DELAY", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mail_never_goes_in_pieces_without_a_last_dot()
    {
        await using var server = new ScriptedMailServer(Answer("8BITMIME", "BINARYMIME", "CHUNKING"));
        Assert.IsType<SendOutcome.Accepted>(await DeliverAsync(server, Letter));
        Assert.Contains("DATA", server.Heard);
        Assert.DoesNotContain(server.Heard, line => line.StartsWith("BDAT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_address_in_any_script_is_sent_to_where_it_can_be()
    {
        await using var server = new ScriptedMailServer(Answer("8BITMIME", "SMTPUTF8"));
        Assert.IsType<SendOutcome.Accepted>(await DeliverAsync(server, Letter with { To = "änna@home.example" }));
        Assert.Contains(server.Heard, line => line.StartsWith("MAIL FROM:", StringComparison.Ordinal) && line.Contains(" SMTPUTF8", StringComparison.Ordinal));
        Assert.Contains("RCPT TO:<änna@home.example>", server.Heard);
        await using var ascii = new ScriptedMailServer(Answer("8BITMIME", "SMTPUTF8"));
        await DeliverAsync(ascii, Letter);
        Assert.DoesNotContain(ascii.Heard, line => line.Contains("SMTPUTF8", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_password_goes_only_over_TLS_when_TLS_is_wanted()
    {
        await using var server = new ScriptedMailServer(Answer("AUTH PLAIN LOGIN"));
        Assert.Equal(new SendOutcome.TryLater("provider.no-tls", null), await DeliverAsync(server, Letter, SmtpTls.StartTls, "user"));
        Assert.DoesNotContain(server.Heard, line => line.StartsWith("AUTH", StringComparison.Ordinal) || line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TLS_comes_before_everything_that_matters(bool isImplicit)
    {
        var options = ListenerSetup.Of(new InboundOptions());
        await using var server = new ScriptedMailServer(
            line => line switch
            {
                "STARTTLS" => "220 go\r\n250-injected\r\n250 AUTH PLAIN",
                _ => Answer(isImplicit ? "AUTH LOGIN" : "STARTTLS", "AUTH LOGIN")(line),
            },
            ServerCertificate.Open(options, TimeProvider.System), isImplicit);
        var outcome = await DeliverAsync(server, Letter, isImplicit ? SmtpTls.Implicit : SmtpTls.StartTls, "user");
        Assert.Equal(new SendOutcome.Accepted(Id), outcome);
        Assert.Contains(Convert.ToBase64String("user"u8), server.Heard);
        Assert.Contains(Convert.ToBase64String("password"u8), server.Heard);
    }

    [Fact]
    public async Task Wrong_credentials_are_ours_to_mend()
    {
        await using var server = new ScriptedMailServer(line => line.StartsWith("AUTH", StringComparison.Ordinal) ? "535 5.7.8 No" : Answer("AUTH PLAIN")(line));
        Assert.Equal("provider.credentials", Assert.IsType<SendOutcome.TryLater>(await DeliverAsync(server, Letter, SmtpTls.None, "user")).Reason);
    }

    [Fact]
    public async Task What_a_server_cannot_take_is_not_tried()
    {
        await using var server = new ScriptedMailServer(Answer("SIZE 10"));
        Assert.Equal(new SendOutcome.Rejected("message.too-large", null), await DeliverAsync(server, Letter));
        Assert.Equal(new SendOutcome.Rejected("recipient.needs-smtputf8", null), await DeliverAsync(server, Letter with { To = "änna@home.example" }));
        Assert.DoesNotContain(server.Heard, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_without_EHLO_is_greeted_the_old_way()
    {
        await using var server = new ScriptedMailServer(line => line.StartsWith("EHLO", StringComparison.Ordinal) ? "502 what?" : Answer()(line));
        Assert.Equal(new SendOutcome.Accepted(Id), await DeliverAsync(server, Letter));
    }

    private static async Task<SendOutcome> DeliverAsync(ScriptedMailServer server, OutgoingMail mail, SmtpTls tls = SmtpTls.None, string? user = null, Action? note = null)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        using var tokens = new ClientCredentialsTokens(new OAuthOptions(), null!, TimeProvider.System);
        var delivery = new SmtpDelivery(new SmtpServer("127.0.0.1", server.Port, user, "password", tls, null), tokens, "city.example");
        return await delivery.DeliverAsync("127.0.0.1", server.Port, mail, note ?? (() => { }), timeout.Token);
    }

    private static Func<string, string?> Except(string at, string? answer) => line => (at.Length == 0 ? line.Length == 0 : line.StartsWith(at, StringComparison.Ordinal)) ? answer : Answer()(line);

    private static Func<string, string?> Answer(params string[] extensions) => line => line.Split(' ', ':')[0] switch
    {
        "" => "220 mx ESMTP",
        "EHLO" => string.Join("\r\n", new[] { "mx" }.Concat(extensions).Select((one, i) => $"250{(i < extensions.Length ? '-' : ' ')}{one}")),
        "DATA" => "354 go on",
        "AUTH" when line == "AUTH LOGIN" => "334 VXNlcm5hbWU6",
        "STARTTLS" => "454 no",
        "AUTH" => "235 2.7.0 welcome",
        _ when line == Convert.ToBase64String(Encoding.ASCII.GetBytes("user")) => "334 UGFzc3dvcmQ6",
        _ when line == Convert.ToBase64String(Encoding.ASCII.GetBytes("password")) => "235 2.7.0 welcome",
        _ => "250 2.0.0 ok",
    };
}
