using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Sms;

/// <summary>Kannel's delivery reports, called at the <c>dlr-url</c> that we gave with the message: our own ids come back in it.</summary>
internal sealed class KannelStatusReader(KannelOptions options, SmsProviders providers) : IWebhookReader
{
    public string Channel => SmsModule.ChannelName;

    public string Provider => KannelMessageReader.ProviderName;

    public string Endpoint => "status";

    public Authenticity Check(WebhookRequest request) =>
        providers.Has(Provider) ? KannelFields.Check(request, options.Secret) : Authenticity.Wrong;

    public KeptInput Keep(WebhookRequest request) => KannelFields.Keep(request);

    public WebhookReading Read(WebhookRequest request, DateTimeOffset heardAt)
    {
        if (KannelFields.Of(request) is not { } fields)
            return WebhookReading.Parked("form.too-many-fields");
        if (KannelStatus.StateOf(fields.Text("type", "status", "dlr")) is not { } state)
            return WebhookReading.Parked("status.unknown");
        var code = KannelStatus.CodeOf(fields.Text("reply"));
        var reason = state == DeliveryState.Failed ? KannelStatus.ReasonOf(code) : null;
        var isOurs = Guid.TryParse(fields.Text("conversation"), out var conversation) & Guid.TryParse(fields.Text("message"), out var message);
        if (isOurs)
            return WebhookReading.Of(new DeliveryHeard(conversation, message, Provider, message.ToString(), state, reason, code, heardAt));
        return fields.Text("fid", "our", "id") is { Length: > 0 } id
            ? WebhookReading.Of(new DeliveryHeard(null, null, Provider, id, state, reason, code, heardAt))
            : WebhookReading.Parked("form.message-id-missing");
    }
}
