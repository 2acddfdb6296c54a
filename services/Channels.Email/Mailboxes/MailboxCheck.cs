using System.Runtime.CompilerServices;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Email;

/// <summary>For <c>omnichannel doctor</c>: signs in to each mailbox and looks at its folders. Nothing is fetched and nothing is marked.</summary>
internal sealed class MailboxCheck(MailboxList mailboxes, MailboxConnections connections) : IInstallationCheck
{
    public async IAsyncEnumerable<CheckResult> RunAsync([EnumeratorCancellation] CancellationToken ct)
    {
        // The simulator runs with the server only.
        foreach (var mailbox in mailboxes.All.Where(mailbox => mailbox.Simulated is null))
            yield return await TryAsync(mailbox, ct);
    }

    private async Task<CheckResult> TryAsync(Mailbox mailbox, CancellationToken ct)
    {
        var what = $"mailbox {mailbox.Name}";
        try
        {
            using var client = await connections.OpenAsync(mailbox, ct);
            var waiting = 0;
            foreach (var name in mailbox.Folders)
            {
                var folder = await MailboxConnections.OpenFolderAsync(client, mailbox, name, ct);
                await mailbox.Mark.PrepareAsync(folder, other => MailboxConnections.FindAsync(client, mailbox, other, ct));
                waiting += (await folder.SearchAsync(mailbox.Waiting, ct)).Count;
            }

            await client.DisconnectAsync(quit: true, ct);
            return new CheckResult(what, true, $"signed in to {mailbox.Host}; {waiting:N0} mails wait in {string.Join(", ", mailbox.Folders)}");
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            return new CheckResult(what, false, MailboxFault.Of(exception, mailbox).Message);
        }
    }
}
