using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Omnichannel.Channels.Email;

/// <summary>Looks at one server's certificate, and remembers what was wrong with it.</summary>
/// <param name="authority">A PEM file whose certificates are believed besides the machine's; null = none.</param>
/// <param name="trustAny">On this machine.</param>
internal sealed class CertificateCheck(string? authority, bool trustAny)
{
    /// <summary>To follow "is not accepted:"; null = nothing is wrong.</summary>
    public string? Wrong { get; private set; }

    public bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Wrong = trustAny || errors == SslPolicyErrors.None || (errors == SslPolicyErrors.RemoteCertificateChainErrors && certificate is X509Certificate2 own && IsFromAuthority(own, chain))
            ? null
            : Say(errors, certificate as X509Certificate2, chain);
        return Wrong is null;
    }

    private bool IsFromAuthority(X509Certificate2 certificate, X509Chain? told)
    {
        if (authority is null)
            return false;
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(authority);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        // Authorities of one's own rarely publish what they have revoked.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (told is not null)
            chain.ChainPolicy.ExtraStore.AddRange(told.ChainElements.Select(element => element.Certificate).ToArray());
        return chain.Build(certificate);
    }

    private static string Say(SslPolicyErrors errors, X509Certificate2? certificate, X509Chain? chain)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) || certificate is null)
            return "there is none";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return $"it is for another name ({certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false)})";
        return chain?.ChainStatus.Any(status => status.Status.HasFlag(X509ChainStatusFlags.NotTimeValid)) == true
            ? "it has expired, or is not valid yet"
            : "nobody known here vouches for it; CertificateAuthority names a file of whom to believe";
    }
}
