using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>Our own SMTP and LMTP servers, byte by byte.</summary>
public sealed class MailListenerTests : IAsyncLifetime
{
    private const string Hello = "EHLO home.example\r\n";
    private readonly int _smtp = OmnichannelProcess.FreePort();
    private readonly int _lmtp = OmnichannelProcess.FreePort();
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync(
        $"Email:Inbound:SmtpPort={_smtp}", $"Email:Inbound:LmtpPort={_lmtp}", "Email:Inbound:Domains=city.example", "Email:Inbound:HostName=mx.city.example", "Email:Inbound:MaxSize=70000");

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_mail_over_SMTP_is_in_the_log_when_it_is_answered_with_250()
    {
        var answers = await TalkAsync(_smtp, Hello, "MAIL FROM:<anna@home.example> SIZE=100 BODY=8BITMIME\r\n", "RCPT TO:<city@city.example>\r\n", "DATA\r\n", "From: anna@home.example\r\nMessage-ID: <1@home.example>\r\n\r\n..Grüße\r\n.\r\n");
        Assert.Equal(["220", "250", "250", "250", "354", "250"], answers.Select(answer => answer[..3]));
        Assert.Contains("250-PIPELINING\r\n250-SIZE 70000\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-STARTTLS\r\n250 ENHANCEDSTATUSCODES\r\n", answers[1], StringComparison.Ordinal);
        var received = Assert.Single(await _server.LogAsync("?types=conversation.message-received.v1"));
        Assert.Equal((".Grüße", "city@city.example"), (received.Text("text"), received.Text("to")));
    }

    [Theory]
    [InlineData("RCPT TO:<x@other.example>\r\n", "550 5.7.1")]
    [InlineData("RCPT TO:<city@city.example.other.example>\r\n", "550 5.7.1")]
    [InlineData("RCPT TO:<@city.example:x@other.example>\r\n", "550 5.7.1")]
    [InlineData("RCPT TO:<x%other.example@elsewhere.example>\r\n", "550 5.7.1")]
    [InlineData("RCPT TO:<postmaster>\r\n", "250 2.1.5")]
    [InlineData("RCPT TO:city@city.example\r\n", "501 5.1.3")]
    [InlineData("DATA\r\n", "554 5.5.1")]
    [InlineData("MAIL FROM:<b@home.example>\r\n", "503 5.5.1")]
    [InlineData("AUTH PLAIN AGEAYg==\r\n", "502 5.5.1")]
    [InlineData("LHLO x\r\n", "500 5.5.1")]
    [InlineData("NOOP\nQUIT\r\n", "500 5.5.2")]
    [InlineData("VRFY city\r\n", "252")]
    public async Task Nothing_is_relayed_and_every_command_has_its_place(string command, string answer)
    {
        var answers = await TalkAsync(_smtp, Hello, "MAIL FROM:<a@home.example>\r\n", command);
        Assert.StartsWith(answer, answers[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MAIL FROM:<a@home.example> SIZE=99999999\r\n", "552 5.3.4")]
    [InlineData("MAIL FROM:<a@home.example> BODY=BINARYMIME\r\n", "501 5.5.4")]
    [InlineData("MAIL FROM:<a@home.example> RET=HDRS\r\n", "555 5.5.4")]
    [InlineData("MAIL FROM:<ä@home.example>\r\n", "553 5.6.7")]
    [InlineData("MAIL FROM:<ä@home.example> SMTPUTF8\r\n", "250 2.1.0")]
    [InlineData("MAIL FROM:<>\r\n", "250 2.1.0")]
    public async Task What_a_sender_announces_is_checked(string command, string answer) =>
        Assert.StartsWith(answer, (await TalkAsync(_smtp, Hello, command))[^1], StringComparison.Ordinal);

    [Fact]
    public async Task A_batch_of_commands_is_answered_in_its_order()
    {
        using var client = await ConnectAsync(_smtp);
        await WriteAsync(client.GetStream(), $"{Hello}MAIL FROM:<a@home.example>\r\nRCPT TO:<x@other.example>\r\nRCPT TO:<city@city.example>\r\nDATA\r\n");
        var answers = await ReadRepliesAsync(client.GetStream(), 6);
        Assert.Equal(["220", "250", "250", "550", "250", "354"], answers.Select(answer => answer[..3]));
    }

    [Fact]
    public async Task A_second_mail_cannot_be_smuggled_in_one_that_other_servers_read_as_one()
    {
        foreach (var (place, end) in new[] { "\n.\n", "\n.\r\n", "\r.\r", "\r\n.\n", "\r.\r\n" }.Index())
        {
            var answers = await TalkAsync(
                _smtp, Hello, "MAIL FROM:<a@home.example>\r\n", "RCPT TO:<city@city.example>\r\n", "DATA\r\n",
                $"From: a@home.example\r\nMessage-ID: <{place}@home.example>\r\n\r\nx{end}MAIL FROM:<forged@city.example>\r\nRCPT TO:<city@city.example>\r\nDATA\r\n\r\nforged\r\n.\r\n");
            Assert.Equal("250", answers[^1][..3]);
        }

        var mails = await _server.LogAsync("?types=conversation.message-received.v1");
        Assert.Equal(5, mails.Count);
        Assert.All(mails, received => Assert.Contains("forged", received.Text("text"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mail_that_is_too_large_is_refused_and_the_dialogue_goes_on()
    {
        var answers = await TalkAsync(
            _smtp, Hello, "MAIL FROM:<a@home.example>\r\n", "RCPT TO:<city@city.example>\r\n", "DATA\r\n", $"Subject: x\r\n\r\n{string.Concat(Enumerable.Repeat("0123456789\r\n", 10_000))}.\r\n", "NOOP\r\n");
        Assert.Equal(["552", "250"], answers.TakeLast(2).Select(answer => answer[..3]));
    }

    [Fact]
    public async Task After_STARTTLS_everything_begins_anew_and_nothing_may_be_slipped_in_before()
    {
        using var client = await ConnectAsync(_smtp);
        await WriteAsync(client.GetStream(), $"{Hello}STARTTLS\r\n");
        Assert.Equal("220", (await ReadRepliesAsync(client.GetStream(), 3))[2][..3]);
        await using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: true);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null });
        await WriteAsync(tls, $"MAIL FROM:<a@home.example>\r\n{Hello}");
        var answers = await ReadRepliesAsync(tls, 2);
        Assert.Equal("503", answers[0][..3]);
        Assert.DoesNotContain("STARTTLS", answers[1], StringComparison.Ordinal);
        using var injecting = await ConnectAsync(_smtp);
        await WriteAsync(injecting.GetStream(), $"{Hello}STARTTLS\r\nMAIL FROM:<a@home.example>\r\n");
        Assert.Equal("501", (await ReadRepliesAsync(injecting.GetStream(), 3))[2][..3]);
    }

    [Fact]
    public async Task LMTP_answers_for_each_recipient()
    {
        using var client = await ConnectAsync(_lmtp);
        await WriteAsync(client.GetStream(), "EHLO x\r\nLHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<city@city.example>\r\nRCPT TO:<parks@city.example>\r\nDATA\r\n");
        Assert.Equal(["220", "500", "250", "250", "250", "250", "354"], (await ReadRepliesAsync(client.GetStream(), 7)).Select(answer => answer[..3]));
        await WriteAsync(client.GetStream(), "From: a@home.example\r\nMessage-ID: <l1@home.example>\r\n\r\nhello\r\n.\r\nQUIT\r\n");
        Assert.Equal(["250", "250", "221"], (await ReadRepliesAsync(client.GetStream(), 3)).Select(answer => answer[..3]));
        var received = await _server.LogAsync("?types=conversation.message-received.v1");
        Assert.Equal(["city@city.example", "parks@city.example"], received.Select(one => one.Text("to")).Order());
    }

    [Fact]
    public async Task Too_many_recipients_are_asked_to_come_separately()
    {
        using var client = await ConnectAsync(_smtp);
        await WriteAsync(client.GetStream(), $"{Hello}MAIL FROM:<>\r\n" + string.Concat(Enumerable.Range(0, 101).Select(i => $"RCPT TO:<p{i}@city.example>\r\n")));
        var answers = await ReadRepliesAsync(client.GetStream(), 104);
        Assert.Equal(("250", "452"), (answers[^2][..3], answers[^1][..3]));
    }

    /// <summary>Says each line after the answer to the one before; the greeting is the first answer.</summary>
    private static async Task<List<string>> TalkAsync(int port, params string[] lines)
    {
        using var client = await ConnectAsync(port);
        var answers = await ReadRepliesAsync(client.GetStream(), 1);
        foreach (var line in lines)
        {
            await WriteAsync(client.GetStream(), line);
            answers.AddRange(await ReadRepliesAsync(client.GetStream(), 1));
        }

        return answers;
    }

    private static async Task<TcpClient> ConnectAsync(int port)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        return client;
    }

    private static Task WriteAsync(Stream stream, string text) => stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

    /// <summary>Whole replies with all their lines.</summary>
    private static async Task<List<string>> ReadRepliesAsync(Stream stream, int count)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        var replies = new List<string>();
        var reply = new StringBuilder();
        var line = new StringBuilder();
        var one = new byte[1];
        while (replies.Count < count && await stream.ReadAsync(one, timeout.Token) > 0)
        {
            line.Append((char)one[0]);
            if (one[0] != '\n')
                continue;
            reply.Append(line);
            if (line[3] != '-')
            {
                replies.Add(reply.ToString());
                reply.Clear();
            }

            line.Clear();
        }

        return replies;
    }
}
