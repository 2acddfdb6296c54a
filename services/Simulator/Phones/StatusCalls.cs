namespace Omnichannel.Simulator;

/// <summary>Reports what became of a message to the address that came with it, in its provider's format.</summary>
internal sealed class StatusCalls(Webhooks webhooks, SimulatorAccount account)
{
    public Task<WebhookAnswer> ReportAsync(string callback, PhoneMessage message, int retries, CancellationToken ct) => message.Provider switch
    {
        // Kannel and Vonage do not report that a message waits at their own.
        Providers.Kannel or Providers.Vonage when message.State == MessageStates.Queued => Task.FromResult(new WebhookAnswer(204)),
        Providers.Kannel => webhooks.CallAsync(() => KannelCalls.Report(callback, message), retries, ct),
        Providers.Vonage => webhooks.CallAsync(() => VonageCalls.Receipt(account, callback, message), retries, ct),
        _ => webhooks.PostAsync(callback, StatusForm.Of(message, account.Twilio.AccountSid), retries, ct),
    };
}
