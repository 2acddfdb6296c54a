using System.Net.Http.Headers;
using System.Net.Http.Json;
using Omnichannel.Channels.Simulated;

namespace Omnichannel.Channels.Email;

/// <summary>Where the simulator's IMAP server listens: it takes a free port, and says which.</summary>
internal sealed class SimulatedImap(IHttpClientFactory clients)
{
    private sealed record Announcement(string Host, int? ImapPort);

    /// <exception cref="MailboxFault">The simulator is away, or plays no mailbox.</exception>
    public async Task<(string Host, int Port)> FindAsync(SimulatedMail simulated, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, simulated.AddressUrl);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", simulated.Credentials);
        try
        {
            using var response = await clients.CreateClient("simulated-mail").SendAsync(request, ct);
            response.EnsureSuccessStatusCode();
            return await response.Content.ReadFromJsonAsync<Announcement>(ct) is { ImapPort: { } port } told ? (told.Host, port) : throw Away(null);
        }
        catch (HttpRequestException exception)
        {
            throw Away(exception);
        }
    }

    private static MailboxFault Away(Exception? inner) => new("mailbox.simulator-away", "the simulator is not running, or plays no mailbox", inner);
}
