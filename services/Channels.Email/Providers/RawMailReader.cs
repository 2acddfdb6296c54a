using System.Security.Cryptography;
using System.Text;

namespace Omnichannel.Channels.Email;

/// <summary>
/// A whole mail as it stands in mail servers: posted by our own, or taken by our listeners. The envelope is in its first headers, as mail
/// servers write it when they deliver: <c>Return-Path</c>, <c>Delivered-To</c>, <c>X-Original-To</c>.
/// </summary>
internal sealed class RawMailReader(EmailAccount options, MailReader mails) : IWebhookReader
{
    /// <summary><c>sha256=</c> and the lower-case hex HMAC-SHA256 of the body.</summary>
    public const string SignatureHeader = "X-Omnichannel-Signature";
    private const string Prefix = "sha256=";

    public string Channel => EmailModule.ChannelName;

    public string Provider => MailReader.ProviderName;

    public string Endpoint => "message";

    public IReadOnlyList<string> BodyTypes => ["message/rfc822"];

    /// <summary>By the signature; where a script cannot compute one, by the secret itself as Basic password.</summary>
    public Authenticity Check(WebhookRequest request)
    {
        var signature = request.Header(SignatureHeader).Trim();
        if (signature.Length == 0)
            return SharedSecret.Check(request with { RawTarget = "/" }, options.Secrets.Raw);
        var expected = Prefix + Sign(options.Secrets.Raw, request.Body);
        return SharedSecret.Same(signature.ToLowerInvariant(), expected) ? Authenticity.Authentic : Authenticity.Wrong;
    }

    public WebhookResult Read(WebhookRequest request, DateTimeOffset heardAt) =>
        request.Body.Length == 0 ? WebhookResult.Parked("mail.empty") : mails.Read(request.Body, heardAt);

    private static string Sign(string secret, byte[] body) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
}
