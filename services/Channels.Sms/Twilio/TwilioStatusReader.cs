using Omnichannel.Channels.Twilio;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Sms;

/// <summary>Twilio's status callback. Our own ids come back in the query of the callback address that we gave with the message.</summary>
internal sealed class TwilioStatusReader(TwilioSmsOptions options) : IWebhookReader
{
    public string Channel => SmsModule.ChannelName;

    public string Provider => TwilioSmsSender.ProviderName;

    public string Endpoint => "status";

    public Authenticity Check(WebhookRequest request) => TwilioRequest.Check(request, options.PublicUrl, options.AuthToken, options.PreviousAuthToken);

    public WebhookResult Read(WebhookRequest request, DateTimeOffset heardAt)
    {
        if (FormBody.Read(request.Body) is not { } form)
            return WebhookResult.Parked("form.too-many-fields");
        if ((form["MessageSid"] ?? form["SmsSid"]) is not { Length: > 0 } sid)
            return WebhookResult.Parked("form.message-id-missing");
        if (TwilioStatus.StateOf(form["MessageStatus"] ?? form["SmsStatus"] ?? "") is not { } state)
            return WebhookResult.Parked("status.unknown");
        var code = form["ErrorCode"];
        var reason = state == DeliveryState.Failed ? TwilioStatus.ReasonOf(code) : null;
        var (conversation, message) = OursIn(request.RawTarget);
        return WebhookResult.Of(new DeliveryHeard(conversation, message, Provider, sid, state, reason, code, heardAt));
    }

    private static (Guid? Conversation, Guid? Message) OursIn(string target)
    {
        var question = target.IndexOf('?', StringComparison.Ordinal);
        if (question < 0 || FormBody.Read(System.Text.Encoding.UTF8.GetBytes(target[(question + 1)..])) is not { } query)
            return default;
        return Guid.TryParse(query["conversation"], out var conversation) && Guid.TryParse(query["message"], out var message)
            ? (conversation, message)
            : default;
    }
}
