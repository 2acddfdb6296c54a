namespace Omnichannel.Simulator;

/// <summary>Brings a citizen's message to our webhook, in the manner of its provider.</summary>
internal sealed class InboundCalls(Webhooks webhooks, SimulatorAccount account)
{
    public Task<WebhookAnswer> BringAsync(PhoneMessage message, int retries, CancellationToken ct) => message.Provider switch
    {
        Providers.Kannel => webhooks.CallAsync(() => KannelCalls.Inbound(account, message), retries, ct),
        Providers.Vonage => BringPartsAsync(message, retries, ct),
        _ => webhooks.PostAsync($"{account.PublicUrl}/sms/webhooks/twilio", InboundForm.Of(message, account.Twilio.AccountSid), retries, ct),
    };

    /// <summary>Vonage joins nothing: a long message comes as so many calls, and is here when the last of them was taken.</summary>
    private async Task<WebhookAnswer> BringPartsAsync(PhoneMessage message, int retries, CancellationToken ct)
    {
        var answer = new WebhookAnswer(null);
        foreach (var part in VonageCalls.PartsOf(message))
        {
            answer = await webhooks.CallAsync(() => VonageCalls.Inbound(account, part), retries, ct);
            if (!answer.IsSuccess)
                break;
        }

        return answer;
    }
}
