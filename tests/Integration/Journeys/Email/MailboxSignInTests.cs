using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Omnichannel.Hosting;
using Omnichannel.Server;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>Signing in to a mailbox, by password and by token, and what is said where that fails.</summary>
public sealed class MailboxSignInTests : IAsyncLifetime
{
    private TokenEndpointStub _tokens = null!;
    private Dovecot _dovecot = null!;

    public async ValueTask InitializeAsync()
    {
        _tokens = await TokenEndpointStub.StartAsync();
        _dovecot = new Dovecot { Tokens = _tokens.Address };
        await _dovecot.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _dovecot.DisposeAsync();
        await _tokens.DisposeAsync();
    }

    [Fact]
    public async Task A_token_signs_in_where_there_is_no_password_and_one_that_is_refused_is_had_anew()
    {
        var mailbox = await _dovecot.NewMailboxAsync();
        mailbox.Put(MailboxCity.Mail("a"));
        _tokens.User = mailbox.User;
        await using var server = await RunningServer.StartAsync([.. MailboxCity.Settings(mailbox, "Password="), .. OAuth(TokenEndpointStub.ClientSecret)]);
        Assert.Equal(["It is dark."], await MailboxCity.TextsAsync(server, 1));
        Assert.Equal(1, _tokens.Given);
        _tokens.Revoke();
        await _dovecot.KillAsync();
        await MailboxCity.StandsAsync(server, "mailbox.refused");
        await _dovecot.StartAsync();
        await MailboxCity.StandsAsync(server, "told of new mail");
        Assert.Equal(2, _tokens.Given);
    }

    [Fact]
    public async Task The_doctor_signs_in_and_changes_nothing()
    {
        var mailbox = await _dovecot.NewMailboxAsync();
        mailbox.Put(MailboxCity.Mail("a"));
        var result = await DoctorAsync(MailboxCity.Settings(mailbox));
        Assert.Equal(("mailbox city", true, "signed in to 127.0.0.1; 1 mails wait in INBOX"), (result.What, result.IsWell, result.Says));
        Assert.Equal(["a@home.example"], await mailbox.MailsAsync());
    }

    [Theory]
    [InlineData("Host=no-such-host.invalid", "there is no host 'no-such-host.invalid'")]
    [InlineData("Port=9", "nothing listens on port 9 of 127.0.0.1")]
    [InlineData("Password=wrong", "127.0.0.1 refuses the sign-in: *")]
    [InlineData("Folders=INBOX,Parks", "there is no folder 'Parks'; there are 'INBOX', 'Kept'")]
    [InlineData("Mark=move;MoveTo=Done", "there is no folder 'Done'; there are 'INBOX', 'Kept'")]
    [InlineData("Tls=implicit", "127.0.0.1 does not speak TLS on port *; is Tls right for this port?")]
    [InlineData("Tls=implicit;Port=TLS;CertificateAuthority=OTHER", "the certificate of 127.0.0.1 is not accepted: nobody known here vouches for it; CertificateAuthority names a file of whom to believe")]
    [InlineData("Tls=implicit;Port=TLS;CertificateAuthority=OWN;Host=127.0.0.2", "the certificate of 127.0.0.2 is not accepted: it is for another name (localhost)")]
    [InlineData("Password=", "there is no Password, and no Email:OAuth:TokenEndpoint; one of them signs in")]
    public async Task The_doctor_says_in_a_sentence_what_is_wrong(string settings, string says)
    {
        var mailbox = await _dovecot.NewMailboxAsync();
        await mailbox.CreateAsync("Kept");
        var changed = settings.Replace("OTHER", OtherAuthority(), StringComparison.Ordinal).Replace("OWN", _dovecot.Certificate, StringComparison.Ordinal)
            .Replace("=TLS", $"={_dovecot.TlsPort}", StringComparison.Ordinal).Split(';');
        var result = await DoctorAsync(MailboxCity.Settings(mailbox, changed));
        Assert.False(result.IsWell);
        Assert.Matches($"^{Regex.Escape(says).Replace("\\*", ".+", StringComparison.Ordinal)}$", result.Says);
    }

    [Theory]
    [InlineData("wrong", "The token endpoint answers 401: invalid_client The client secret is wrong")]
    [InlineData("", "Email:OAuth:ClientSecret is not set")]
    public async Task The_doctor_says_what_the_token_endpoint_says(string secret, string says)
    {
        var mailbox = await _dovecot.NewMailboxAsync();
        string[] settings = [.. MailboxCity.Settings(mailbox, "Password="), .. OAuth(secret)];
        var said = secret.Length > 0
            ? (await DoctorAsync(settings)).Says
            : (await Assert.ThrowsAsync<OptionsValidationException>(() => DoctorAsync(settings))).Failures.Single();
        Assert.StartsWith(says, said, StringComparison.Ordinal);
    }

    private string[] OAuth(string secret) =>
    [
        $"Email:OAuth:TokenEndpoint={_tokens.Address}token", $"Email:OAuth:ClientId={TokenEndpointStub.ClientId}", $"Email:OAuth:ClientSecret={secret}", "Email:OAuth:Scopes=mail",
    ];

    /// <summary>A certificate that has nothing to do with the server.</summary>
    private static string OtherAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=elsewhere", key, HashAlgorithmName.SHA256).CreateSelfSigned(Moment.Noon.AddYears(-1), Moment.Noon.AddYears(50));
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(file, certificate.ExportCertificatePem());
        return file;
    }

    /// <summary>As <c>omnichannel doctor</c> asks: with everything there, and nothing started.</summary>
    private static async Task<CheckResult> DoctorAsync(string[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]))
            .Append(new("OMNICHANNEL_ADMIN_KEY", RunningServer.AdminKey)).GroupBy(pair => pair.Key).Select(pairs => pairs.Last()));
        CommandLineHost.AddAll(builder);
        await using var services = builder.Services.BuildServiceProvider();
        return await services.GetRequiredService<IInstallationCheck>().RunAsync(CancellationToken.None).SingleAsync();
    }
}
