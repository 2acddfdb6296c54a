using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Sms;

/// <summary>Vonage's delivery receipts: <c>msisdn</c> is the citizen here. Our own ids come back in the address that we gave with the message.</summary>
internal sealed class VonageStatusReader(VonageOptions options, EnabledProviders providers) : IWebhookReader
{
    public string Channel => SmsModule.ChannelName;

    public string Provider => VonageMessageReader.ProviderName;

    public string Endpoint => "status";

    public IReadOnlyList<string> BodyTypes => VonageRequest.BodyTypes;

    public Authenticity Check(WebhookRequest request) => providers.Has(Provider) ? VonageRequest.Check(request, options) : Authenticity.Wrong;

    public WebhookResult Read(WebhookRequest request, DateTimeOffset heardAt)
    {
        if (VonageRequest.Of(request) is not { } call)
            return WebhookResult.Parked("fields.unreadable");
        if (call["messageId"] is not { Length: > 0 } id)
            return WebhookResult.Parked("fields.message-id-missing");
        if (VonageStatus.StateOf(call["status"] ?? "") is not { } state)
            return WebhookResult.Parked("status.unknown");
        var isFailed = state == DeliveryState.Failed;
        var code = isFailed && call["err-code"] is { Length: > 0 and <= 20 } told ? told : null;
        var isOurs = Guid.TryParse(call["conversation"], out var conversation) & Guid.TryParse(call["message"], out var message);
        return WebhookResult.Of(new DeliveryHeard(
            isOurs ? conversation : null, isOurs ? message : null, Provider, id, state, isFailed ? VonageStatus.ReasonOf(code) : null, code, heardAt));
    }
}
