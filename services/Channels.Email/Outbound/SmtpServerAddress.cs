using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Omnichannel.Channels.Email;

/// <summary>Where our mail is taken: as configured, or where the simulator says that it listens.</summary>
internal sealed class SmtpServerAddress(EmailAccount options, IHttpClientFactory clients)
{
    private sealed record Announcement(string Host, int Port);

    /// <exception cref="HttpRequestException">The simulator is away.</exception>
    public async Task<(string Host, int Port)> FindAsync(CancellationToken ct)
    {
        if (options.Smtp.Simulated is not { } simulated)
            return (options.Smtp.Host, options.Smtp.Port);
        using var request = new HttpRequestMessage(HttpMethod.Get, simulated.AddressUrl);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", simulated.Credentials);
        using var response = await clients.CreateClient("simulated-mail").SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<Announcement>(ct) is { } told ? (told.Host, told.Port) : throw new HttpRequestException("No address.");
    }
}
