using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Email;

/// <summary>
/// Amazon SES through SNS: received mail with its content, and what became of mail that we sent through SES. A subscription of our topic is
/// confirmed by itself. Mail that SES has put into a bucket is parked: we have no key to it.
/// </summary>
internal sealed partial class SesReader(
    EmailAccount options, MailReader mails, MailTokens tokens, SnsCertificates certificates, IHttpClientFactory clients, ILogger<SesReader> log)
    : IWebhookReader, IWebhookHooks
{
    public string Channel => EmailModule.ChannelName;

    public string Provider => "ses";

    public string Endpoint => "message";

    /// <summary>SNS calls its JSON plain text.</summary>
    public IReadOnlyList<string> BodyTypes => [MediaTypeNames.Text.Plain, MediaTypeNames.Application.Json];

    public async ValueTask BeforeCheckAsync(WebhookRequest request, CancellationToken ct)
    {
        if (SnsEnvelope.Read(request.Body) is { CertificateUrl: { } url } envelope && IsOurTopic(envelope))
            await certificates.FetchAsync(url, ct);
    }

    public Authenticity Check(WebhookRequest request)
    {
        if (SnsEnvelope.Read(request.Body) is not { Type.Length: > 0 } envelope)
            return Authenticity.Missing;
        return IsOurTopic(envelope) && envelope.CertificateUrl is { } url && certificates.Find(url) is { } certificate && envelope.IsSignedBy(certificate)
            ? Authenticity.Authentic
            : Authenticity.Wrong;
    }

    public async ValueTask AfterIntakeAsync(WebhookRequest request, CancellationToken ct)
    {
        if (SnsEnvelope.Read(request.Body) is not { Type: "SubscriptionConfirmation", SubscribeUrl: { } url })
            return;
        using var response = await clients.CreateClient(GuardedHttp.Name).GetAsync(url, ct);
        Log.Confirmed(log, (int)response.StatusCode);
    }

    public WebhookResult Read(WebhookRequest request, DateTimeOffset heardAt)
    {
        if (SnsEnvelope.Read(request.Body) is not { } envelope)
            return WebhookResult.Parked("json.unreadable");
        if (envelope.Type != "Notification")
            return WebhookResult.Nothing;
        if (ProviderJson.Any(envelope.Message) is not { ValueKind: JsonValueKind.Object } message)
            return WebhookResult.Parked("json.unreadable");
        return (message.String("notificationType") ?? message.String("eventType")) switch
        {
            "Received" => Received(message, heardAt),
            "Bounce" => Report(message, message.Get("bounce")?.String("bounceType") == "Permanent" ? DeliveryState.Failed : null, heardAt),
            "Delivery" => Report(message, DeliveryState.Delivered, heardAt),
            "Complaint" => Complaint(message, heardAt),
            _ => WebhookResult.Nothing,
        };
    }

    private bool IsOurTopic(SnsEnvelope envelope) => options.Secrets.SesTopicArn is { } ours && envelope.TopicArn == ours;

    private WebhookResult Received(JsonElement message, DateTimeOffset heardAt)
    {
        if (message.String("content") is not { Length: > 0 } content)
            return WebhookResult.Parked("mail.content-elsewhere");
        var receipt = message.Get("receipt") ?? default;
        var isEncoded = receipt.Get("action")?.String("encoding") == "BASE64";
        var bytes = Encoding.UTF8.GetBytes(content);
        var reading = MimeReading.Of(isEncoded ? TransferDecoding.Decode(bytes, "base64") : bytes);
        if (reading.Root is not { } root)
            return WebhookResult.Parked(reading.Problem!);
        var mail = ReceivedMail.Of(root) with
        {
            EnvelopeTo = receipt.Strings("recipients"),
            EnvelopeFrom = message.Get("mail")?.String("source"),
            IsAuthenticated = receipt.Get("dmarcVerdict")?.String("status") == "PASS",
        };
        return mails.Read(mail, heardAt);
    }

    private WebhookResult Report(JsonElement message, DeliveryState? state, DateTimeOffset heardAt)
    {
        if (state is null || OurMessage(message) is not { } messageId)
            return WebhookResult.Nothing;
        var status = message.Get("bounce")?.Items("bouncedRecipients").Select(one => one.String("status")).FirstOrDefault();
        var reason = state == DeliveryState.Failed ? MailStatus.ReasonOf(status, 0) : null;
        return WebhookResult.Of(new DeliveryHeard(null, null, MailReader.ProviderName, tokens.MessageId(messageId), state.Value, reason, status, heardAt));
    }

    private WebhookResult Complaint(JsonElement message, DateTimeOffset heardAt)
    {
        if (OurMessage(message) is not { } messageId)
            return WebhookResult.Nothing;
        var heard = message.Get("complaint")?.Items("complainedRecipients").Select(one => one.String("emailAddress")).Where(address => address is not null).Select(address =>
            new ConsentHeard(Channel, MailReader.ProviderName, ContactPoint.Of(Channel, address!), false, "complaint", messageId.ToString("N"), heardAt));
        return WebhookResult.Of([.. heard ?? []]);
    }

    /// <summary>By the envelope's sender, or by the id that we gave it: SES gives mail another one.</summary>
    private Guid? OurMessage(JsonElement message)
    {
        if (message.Get("mail") is not { } mail)
            return null;
        if (mail.String("source") is { } source && tokens.MessageOfBounceAddress(source) is { } named)
            return named;
        var ids = mail.Items("headers").Where(header => string.Equals(header.String("name"), "Message-ID", StringComparison.OrdinalIgnoreCase)).Select(header => header.String("value"));
        return ids.SelectMany(MessageIds.Read).Select(tokens.MessageOfId).FirstOrDefault(id => id is not null);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "A subscription of our SES topic was confirmed: SNS answered {Status}")]
        public static partial void Confirmed(ILogger log, int status);
    }
}
