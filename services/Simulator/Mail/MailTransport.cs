using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Omnichannel.Simulator;

/// <summary>Brings mail to our endpoint as a mail server's script would: whole, signed, twice when that fault is on.</summary>
internal sealed class MailTransport(IHttpClientFactory clients, MailAccount account, FaultSwitch faults, OurMailbox mailbox, ImapServer imap)
{
    public const string ClientName = "simulator-mail";

    /// <returns>True when it was taken, and so is durable there.</returns>
    public async Task<bool> BringAsync(string mail, CancellationToken ct)
    {
        var bytes = Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n"));
        var isTaken = await PostAsync(bytes, ct);
        if (faults.Current.DuplicateWebhooks)
            await PostAsync(bytes, ct);
        return isTaken;
    }

    /// <summary>Leaves it in our mailbox; there it waits until somebody fetches it.</summary>
    /// <returns>False when there is none.</returns>
    public bool Leave(string mail)
    {
        if (imap.Port is null)
            return false;
        mailbox.Add("INBOX", Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n")));
        return true;
    }

    private async Task<bool> PostAsync(byte[] mail, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, account.Endpoint) { Content = new ByteArrayContent(mail) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("message/rfc822");
        request.Headers.Add(
            "X-Omnichannel-Signature", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(account.Mail.InboundSecret), mail))}");
        try
        {
            using var response = await clients.CreateClient(ClientName).SendAsync(request, ct);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
