using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Omnichannel.Channels.Email;

/// <summary>What Amazon SNS puts around a message, and how it signs it (RSA over named fields; version 1 with SHA-1, 2 with SHA-256).</summary>
internal sealed partial class SnsEnvelope
{
    private static readonly string[] OfNotification = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"];
    private static readonly string[] OfConfirmation = ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];
    private readonly JsonElement _json;

    private SnsEnvelope(JsonElement json) => _json = json;

    public string Type => _json.String("Type") ?? "";

    public string? TopicArn => _json.String("TopicArn");

    public string? Message => _json.String("Message");

    public Uri? CertificateUrl => AmazonUrl("SigningCertURL", endsIn: ".pem");

    public Uri? SubscribeUrl => AmazonUrl("SubscribeURL", endsIn: "");

    /// <summary>Null when the body is no JSON object.</summary>
    public static SnsEnvelope? Read(byte[] body) => ProviderJson.Object(body) is { } json ? new SnsEnvelope(json) : null;

    /// <summary>The signed text: each field's name and value on lines of their own; fields that are absent are left out.</summary>
    public string Canonical() => string.Concat((Type == "Notification" ? OfNotification : OfConfirmation)
        .Select(name => _json.String(name) is { } value ? $"{name}\n{value}\n" : ""));

    public bool IsSignedBy(X509Certificate2 certificate)
    {
        var hash = _json.String("SignatureVersion") switch
        {
            "1" => HashAlgorithmName.SHA1,
            "2" => HashAlgorithmName.SHA256,
            _ => default,
        };
        var encoded = _json.String("Signature") ?? "";
        var signature = new byte[encoded.Length];
        using var key = certificate.GetRSAPublicKey();
        return hash.Name is not null && key is not null && Convert.TryFromBase64String(encoded, signature, out var length)
            && key.VerifyData(Encoding.UTF8.GetBytes(Canonical()), signature.AsSpan(0, length), hash, RSASignaturePadding.Pkcs1);
    }

    /// <summary>Only https, only SNS's own hosts, without port or user: anybody could sign with a certificate of their own otherwise.</summary>
    private Uri? AmazonUrl(string name, string endsIn) =>
        Uri.TryCreate(_json.String(name), UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps && url.IsDefaultPort
        && url.UserInfo.Length == 0 && AmazonHost().IsMatch(url.Host) && url.AbsolutePath.EndsWith(endsIn, StringComparison.Ordinal)
            ? url
            : null;

    [GeneratedRegex(@"^sns\.[a-z0-9-]{3,30}\.amazonaws\.com(\.cn)?\z")]
    private static partial Regex AmazonHost();
}
