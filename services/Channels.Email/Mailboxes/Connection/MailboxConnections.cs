using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;

namespace Omnichannel.Channels.Email;

/// <summary>Opens connections to mailboxes: TLS, sign-in, folders.</summary>
internal sealed class MailboxConnections(ClientCredentialsTokens tokens, SimulatedImap simulator)
{
    /// <summary>Connected and signed in; the caller disposes it.</summary>
    /// <exception cref="MailboxFault">What is wrong.</exception>
    public async Task<ImapClient> OpenAsync(Mailbox mailbox, CancellationToken ct)
    {
        var certificate = new CertificateCheck(mailbox.Authority, mailbox.IsTrusted);
        var client = new ImapClient
        {
            ServerCertificateValidationCallback = certificate.Accepts,
            // As .NET itself does: from a closed network nobody's list of what was revoked can be reached, and then no mail would come at all.
            CheckCertificateRevocation = false,
            Timeout = (int)Math.Min(mailbox.Timeout.TotalMilliseconds, int.MaxValue),
        };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(mailbox.Timeout);
        try
        {
            var (host, port) = mailbox.Simulated is { } simulated ? await simulator.FindAsync(simulated, patience.Token) : (mailbox.Host, mailbox.Port);
            await client.ConnectAsync(host, port, mailbox.Security, patience.Token);
            await SignInAsync(client, mailbox, patience.Token);
            return client;
        }
        catch (Exception exception)
        {
            client.Dispose();
            ct.ThrowIfCancellationRequested();
            throw MailboxFault.Of(exception, mailbox, certificate.Wrong);
        }
    }

    /// <summary>Open for changes.</summary>
    /// <exception cref="MailboxFault">There is no such folder, or it cannot be opened.</exception>
    public static async Task<IMailFolder> OpenFolderAsync(ImapClient client, Mailbox mailbox, string name, CancellationToken ct)
    {
        var folder = await FindAsync(client, mailbox, name, ct);
        return await folder.OpenAsync(FolderAccess.ReadWrite, ct) == FolderAccess.ReadWrite ? folder : throw MailboxFault.CannotMark("nothing in it can be changed");
    }

    /// <exception cref="MailboxFault">There is none.</exception>
    public static async Task<IMailFolder> FindAsync(ImapClient client, Mailbox mailbox, string name, CancellationToken ct)
    {
        try
        {
            var folder = await client.GetFolderAsync(name, ct);
            if (folder.Exists && !folder.Attributes.HasFlag(FolderAttributes.NoSelect))
                return folder;
        }
        catch (FolderNotFoundException)
        {
        }

        var all = await client.GetFoldersAsync(client.PersonalNamespaces[0], cancellationToken: ct);
        throw MailboxFault.FolderMissing(name, all.Select(one => one.FullName).Where(one => one.Length > 0).Order(StringComparer.Ordinal));
    }

    private async Task SignInAsync(ImapClient client, Mailbox mailbox, CancellationToken ct)
    {
        if (mailbox.Password is { } password)
        {
            await client.AuthenticateAsync(mailbox.User, password, ct);
            return;
        }

        if (!tokens.AreConfigured)
            throw new MailboxFault("mailbox.no-sign-in", "there is no Password, and no Email:OAuth:TokenEndpoint; one of them signs in");
        // The standard one (RFC 7628) where there is a choice; one of the two large hosts has its forerunner only.
        var isStandard = client.AuthenticationMechanisms.Contains("OAUTHBEARER");
        if (!isStandard && !client.AuthenticationMechanisms.Contains("XOAUTH2"))
            throw new MailboxFault("mailbox.no-oauth", $"{mailbox.Host} takes no tokens (neither OAUTHBEARER nor XOAUTH2); use a password");
        var token = await tokens.GetAsync(ct);
        try
        {
            await client.AuthenticateAsync(Mechanism(token), ct);
        }
        catch (AuthenticationException)
        {
            // One that was held may have been taken back before its time: the next is a new one.
            tokens.Forget(token);
            await client.AuthenticateAsync(Mechanism(await tokens.GetAsync(ct)), ct);
        }

        SaslMechanism Mechanism(string value) => isStandard ? new SaslMechanismOAuthBearer(mailbox.User, value) : new SaslMechanismOAuth2(mailbox.User, value);
    }
}
