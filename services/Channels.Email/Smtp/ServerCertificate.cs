using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Omnichannel.Channels.Email;

/// <summary>The certificate of our listeners.</summary>
internal static class ServerCertificate
{
    /// <summary>As configured; without one, on loopback, one that is made for this run: it encrypts and proves nothing. Else null: no STARTTLS.</summary>
    public static X509Certificate2? Open(ListenerSetup options, TimeProvider time)
    {
        if (options.CertificateFile is { Length: > 0 } file)
        {
            using var pem = X509Certificate2.CreateFromPemFile(file, options.CertificateKeyFile ?? file);
            return Usable(pem);
        }

        return IPAddress.IsLoopback(options.Address) ? Make(time.GetUtcNow()) : null;
    }

    private static X509Certificate2 Make(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(5));
        return Usable(made);
    }

    /// <summary>Some platforms take private keys for TLS only from a container.</summary>
    private static X509Certificate2 Usable(X509Certificate2 certificate) => X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
}
