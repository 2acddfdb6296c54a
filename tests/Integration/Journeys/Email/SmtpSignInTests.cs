using System.Net;
using System.Text;
using Omnichannel.Channels;
using Omnichannel.Channels.Email;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>Signing in to mail servers: with a password as strongly as the server can, or with a token of our application's.</summary>
public sealed class SmtpSignInTests
{
    private static readonly OutgoingMail Letter = new(
        new MailAddress("City Hall", "city@city.example"), "anna@home.example", "Hello", "<1@city.example>", [], "reply+1@city.example", "bounce+1@city.example", false, null, Moment.Noon, "Hello", []);

    [Theory]
    [InlineData("password", true)]
    [InlineData("another", false)]
    public async Task A_password_is_proven_without_being_sent_where_the_server_can_do_that(string password, bool isRight)
    {
        var scram = new ScramServer("user", "password");
        await using var server = new ScriptedMailServer(line => line.Split(' ') switch
        {
            ["AUTH", "SCRAM-SHA-256", var first] => scram.Answer(first),
            ["AUTH", ..] => "535 5.7.8 No",
            [""] when scram.HasBegun => scram.Answer(""),
            ["EHLO" or "MAIL" or "RCPT" or "DATA" or "RSET" or "" or ".", ..] => Answer(line, "SCRAM-SHA-256 PLAIN"),
            _ => scram.Answer(line),
        });
        var outcome = await DeliverAsync(server, new SmtpServer("127.0.0.1", server.Port, "user", password, SmtpTls.None, null), new OAuthOptions(), new TokenEndpoint());
        Assert.Equal(isRight, outcome is SendOutcome.Accepted);
        if (isRight)
            Assert.DoesNotContain(server.Heard, line => line.StartsWith("AUTH PLAIN", StringComparison.Ordinal));
        else
            Assert.Equal("provider.credentials", Assert.IsType<SendOutcome.TryLater>(outcome).Reason);
    }

    [Theory]
    [InlineData("XOAUTH2", "user=city@city.example\u0001auth=Bearer token-1\u0001\u0001")]
    [InlineData("OAUTHBEARER XOAUTH2", "n,a=city@city.example,")]
    public async Task A_token_of_our_application_opens_the_server(string offered, string beginning)
    {
        var endpoint = new TokenEndpoint();
        await using var server = new ScriptedMailServer(line => line.StartsWith("AUTH", StringComparison.Ordinal) ? "235 2.7.0 welcome" : Answer(line, offered));
        Assert.IsType<SendOutcome.Accepted>(await DeliverAsync(server, WithoutPassword(server), Application, endpoint));
        var said = Encoding.UTF8.GetString(Convert.FromBase64String(server.Heard.Single(line => line.StartsWith("AUTH", StringComparison.Ordinal)).Split(' ')[2]));
        Assert.StartsWith(beginning, said, StringComparison.Ordinal);
        Assert.Contains("auth=Bearer token-1", said, StringComparison.Ordinal);
        Assert.Equal("grant_type=client_credentials&client_id=our-id&client_secret=our-secret&scope=https%3A%2F%2Fmail.example%2F.default", Assert.Single(endpoint.Asked));
    }

    [Fact]
    public async Task A_token_that_a_server_refuses_is_not_used_again()
    {
        var endpoint = new TokenEndpoint();
        using var tokens = new ClientCredentialsTokens(Application, endpoint, TimeProvider.System);
        await using var server = new ScriptedMailServer(line => line.StartsWith("AUTH", StringComparison.Ordinal) && line.EndsWith(Xoauth2("token-1"), StringComparison.Ordinal) ? "535 5.7.8 No"
            : line.StartsWith("AUTH", StringComparison.Ordinal) ? "235 2.7.0 welcome" : Answer(line, "XOAUTH2"));
        Assert.Equal("provider.credentials", Assert.IsType<SendOutcome.TryLater>(await DeliverAsync(server, WithoutPassword(server), tokens)).Reason);
        Assert.IsType<SendOutcome.Accepted>(await DeliverAsync(server, WithoutPassword(server), tokens));
        Assert.IsType<SendOutcome.Accepted>(await DeliverAsync(server, WithoutPassword(server), tokens));
        Assert.Equal(2, endpoint.Asked.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "provider.credentials")]
    [InlineData(HttpStatusCode.Unauthorized, "provider.credentials")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "provider.unreachable")]
    public async Task Without_a_token_the_mail_waits(HttpStatusCode status, string reason)
    {
        await using var server = new ScriptedMailServer(line => Answer(line, "XOAUTH2"));
        var outcome = await DeliverAsync(server, WithoutPassword(server), Application, new TokenEndpoint { Status = status });
        Assert.Equal(reason, Assert.IsType<SendOutcome.TryLater>(outcome).Reason);
        Assert.DoesNotContain(server.Heard, line => line.StartsWith("AUTH", StringComparison.Ordinal) || line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    private static OAuthOptions Application { get; } =
        new() { TokenEndpoint = "https://login.example/token", ClientId = "our-id", ClientSecret = "our-secret", Scopes = ["https://mail.example/.default"] };

    private static SmtpServer WithoutPassword(ScriptedMailServer server) => new("127.0.0.1", server.Port, "city@city.example", null, SmtpTls.None, null);

    private static string Xoauth2(string token) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"user=city@city.example\u0001auth=Bearer {token}\u0001\u0001"));

    private static async Task<SendOutcome> DeliverAsync(ScriptedMailServer server, SmtpServer options, OAuthOptions application, TokenEndpoint endpoint)
    {
        using var tokens = new ClientCredentialsTokens(application, endpoint, TimeProvider.System);
        return await DeliverAsync(server, options, tokens);
    }

    private static async Task<SendOutcome> DeliverAsync(ScriptedMailServer server, SmtpServer options, ClientCredentialsTokens tokens)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        return await new SmtpDelivery(options, tokens, "city.example").DeliverAsync("127.0.0.1", server.Port, Letter, () => { }, timeout.Token);
    }

    private static string Answer(string line, string mechanisms) => line.Split(' ', ':')[0] switch
    {
        "" => "220 mx ESMTP",
        "EHLO" => $"250-mx\r\n250 AUTH {mechanisms}",
        "DATA" => "354 go on",
        _ => "250 2.0.0 ok",
    };

    /// <summary>A token endpoint: token-1, token-2 …</summary>
    private sealed class TokenEndpoint : HttpMessageHandler, IHttpClientFactory
    {
        public HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

        public List<string> Asked { get; } = [];

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(Status) { Content = new StringContent($$"""{"token_type":"Bearer","expires_in":3599,"access_token":"token-{{Asked.Count}}"}""", Encoding.UTF8, "application/json") };
        }
    }
}
