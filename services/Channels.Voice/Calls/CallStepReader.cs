using Omnichannel.Channels.Twilio;

namespace Omnichannel.Channels.Voice;

/// <summary>A step of a call as the kit knows webhooks: checked like all of Twilio's, read for its facts.</summary>
internal sealed class CallStepReader(ICallStep step, TwilioVoiceOptions options) : IWebhookReader
{
    public ICallStep Step => step;

    public string Channel => VoiceModule.ChannelName;

    public string Provider => TwilioVoiceOptions.Provider;

    public string Endpoint => step.Endpoint.Length == 0 ? "call" : step.Endpoint;

    public Authenticity Check(WebhookRequest request) => TwilioRequest.Check(request, options.PublicUrl, options.AuthToken, options.PreviousAuthToken);

    public WebhookResult Read(WebhookRequest request, DateTimeOffset heardAt) => CallRequest.Read(request, options, out var code) is { } call
        ? WebhookResult.Of(step.Run(call, null, heardAt).Heard)
        : WebhookResult.Parked(code!);
}
