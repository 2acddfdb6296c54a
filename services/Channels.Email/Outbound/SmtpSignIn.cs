using System.Net;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Omnichannel.Channels.Email;

/// <summary>Signs in to a server: with a password where there is one, else with a token of our application's.</summary>
internal sealed class SmtpSignIn(SmtpServer server, ClientCredentialsTokens tokens)
{
    /// <summary>Ways to prove a password; the server's strongest is tried first.</summary>
    private static readonly string[] ByPassword = ["SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN", "LOGIN"];

    /// <exception cref="AuthenticationException">The server does not take the credentials.</exception>
    /// <exception cref="NotSupportedException">It takes none of these kinds.</exception>
    /// <exception cref="HttpRequestException">No token can be had.</exception>
    public async Task RunAsync(SmtpClient client, CancellationToken ct)
    {
        if (server.User is not { } user)
            return;
        if (server.Password is null or "" && tokens.AreConfigured)
        {
            await ByTokenAsync(client, user, ct);
            return;
        }

        client.AuthenticationMechanisms.IntersectWith(ByPassword);
        await client.AuthenticateAsync(new NetworkCredential(user, server.Password ?? ""), ct);
    }

    private async Task ByTokenAsync(SmtpClient client, string user, CancellationToken ct)
    {
        var token = await tokens.GetAsync(ct);
        try
        {
            // What is not offered is not known to the older of the large ones, which take XOAUTH2 all the same.
            SaslMechanism mechanism = client.AuthenticationMechanisms.Contains("OAUTHBEARER") ? new SaslMechanismOAuthBearer(user, token) : new SaslMechanismOAuth2(user, token);
            await client.AuthenticateAsync(mechanism, ct);
        }
        catch (AuthenticationException)
        {
            tokens.Forget(token);
            throw;
        }
    }
}
