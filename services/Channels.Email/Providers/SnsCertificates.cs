using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Email;

/// <summary>SNS's signing certificates, fetched once each. What is not there after a try is a forged request, or one that comes again.</summary>
internal sealed class SnsCertificates(IHttpClientFactory clients, TimeProvider time)
{
    private const int MaxCertificates = 50;
    private const int MaxBytes = 64 * 1024;
    private readonly ConcurrentDictionary<Uri, X509Certificate2> _known = new();

    /// <summary>Null when it has not been fetched, or its time is over.</summary>
    public X509Certificate2? Find(Uri url) =>
        _known.TryGetValue(url, out var certificate) && time.GetUtcNow() is var now && certificate.NotBefore.ToUniversalTime() <= now && now <= certificate.NotAfter.ToUniversalTime()
            ? certificate
            : null;

    public async Task FetchAsync(Uri url, CancellationToken ct)
    {
        if (_known.ContainsKey(url) || _known.Count >= MaxCertificates)
            return;
        try
        {
            using var response = await clients.CreateClient(GuardedHttp.Name).GetAsync(url, HttpCompletionOption.ResponseHeadersRead, ct);
            response.EnsureSuccessStatusCode();
            await response.Content.LoadIntoBufferAsync(MaxBytes, ct);
            _known.TryAdd(url, X509Certificate2.CreateFromPem(await response.Content.ReadAsStringAsync(ct)));
        }
        catch (Exception exception) when (exception is HttpRequestException or CryptographicException or IOException)
        {
            // Not there: the check after this finds none, and the sender comes again.
        }
    }

    /// <summary>Makes a certificate known without fetching it.</summary>
    public void Add(Uri url, X509Certificate2 certificate) => _known[url] = certificate;
}
