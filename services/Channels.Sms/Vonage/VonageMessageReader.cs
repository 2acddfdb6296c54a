using System.Globalization;
using System.Text;

namespace Omnichannel.Channels.Sms;

/// <summary>Vonage's inbound messages. Long ones come in parts, each a call of its own; binary ones as hex.</summary>
internal sealed class VonageMessageReader(VonageOptions options, EnabledProviders providers) : IWebhookReader
{
    public const string ProviderName = "vonage";

    public string Channel => SmsModule.ChannelName;

    public string Provider => ProviderName;

    public string Endpoint => "message";

    public IReadOnlyList<string> BodyTypes => VonageRequest.BodyTypes;

    public Authenticity Check(WebhookRequest request) => providers.Has(ProviderName) ? VonageRequest.Check(request, options) : Authenticity.Wrong;

    public WebhookResult Read(WebhookRequest request, DateTimeOffset heardAt)
    {
        if (VonageRequest.Of(request) is not { } call)
            return WebhookResult.Parked("fields.unreadable");
        if (call["messageId"] is not { Length: > 0 } id)
            return WebhookResult.Parked("fields.message-id-missing");
        if (call["msisdn"] is not { Length: > 0 } from)
            return WebhookResult.Parked("fields.sender-missing");
        var header = UserDataHeader.Read(KannelFields.BytesOfHex(call["udh"] ?? "") ?? []);
        var isBinary = call["type"] == "binary";
        return WebhookResult.Of(new InboundSms(
            ProviderName, id, VonageRequest.NumberOf(from), VonageRequest.NumberOf(call["to"] ?? ""), isBinary ? "" : call["text"] ?? "",
            isBinary ? ContentOf(call["data"] ?? "") : null, PartOf(call) ?? header.Part, TimeOf(call["message-timestamp"]), heardAt).ToHeard());
    }

    private static byte[] ContentOf(string data) => KannelFields.BytesOfHex(data) ?? Encoding.UTF8.GetBytes(data);

    private static MessagePart? PartOf(VonageRequest call) =>
        call["concat"] is "true" or "True" or "1" && NumberOf(call["concat-total"]) is { } total && NumberOf(call["concat-part"]) is { } number
            ? MessagePart.Of(NumberOf(call["concat-ref"]) ?? 0, total, number)
            : null;

    private static int? NumberOf(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>UTC, with or without saying so.</summary>
    private static DateTimeOffset? TimeOf(string? text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
