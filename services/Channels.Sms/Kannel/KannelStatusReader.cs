using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Sms;

/// <summary>Kannel's delivery reports, called at the <c>dlr-url</c> that we gave with the message: our own ids come back in it.</summary>
internal sealed class KannelStatusReader(KannelOptions options, EnabledProviders providers) : IWebhookReader
{
    public string Channel => SmsModule.ChannelName;

    public string Provider => KannelMessageReader.ProviderName;

    public string Endpoint => "status";

    public IReadOnlyList<string> BodyTypes => KannelFields.BodyTypes;

    public Authenticity Check(WebhookRequest request) =>
        providers.Has(Provider) ? KannelFields.Check(request, options.Secret) : Authenticity.Wrong;

    public StoredInput Keep(WebhookRequest request) => KannelFields.Keep(request);

    public WebhookResult Read(WebhookRequest request, DateTimeOffset heardAt)
    {
        if (KannelFields.Of(request) is not { } fields)
            return WebhookResult.Parked("form.too-many-fields");
        if (KannelStatus.StateOf(fields.Text("type", "status", "dlr")) is not { } state)
            return WebhookResult.Parked("status.unknown");
        var code = KannelStatus.CodeOf(fields.Text("reply"));
        var reason = state == DeliveryState.Failed ? KannelStatus.ReasonOf(code) : null;
        var isOurs = Guid.TryParse(fields.Text("conversation"), out var conversation) & Guid.TryParse(fields.Text("message"), out var message);
        if (isOurs)
            return WebhookResult.Of(new DeliveryHeard(conversation, message, Provider, message.ToString(), state, reason, code, heardAt));
        return fields.Text("fid", "our", "id") is { Length: > 0 } id
            ? WebhookResult.Of(new DeliveryHeard(null, null, Provider, id, state, reason, code, heardAt))
            : WebhookResult.Parked("form.message-id-missing");
    }
}
