using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;
using Polly.CircuitBreaker;

namespace Omnichannel.Channels;

/// <summary>
/// Carries out <see cref="SendMessage"/> orders of one channel: once per message, however often the order comes. Before any second attempt
/// the provider is asked whether it has the message; what cannot be settled is told as ambiguous, never sent on suspicion.
/// </summary>
public sealed partial class SendLoop(
    IMessageSender sender, SendLimits limits, IAcceptance acceptance, TimeProvider time, ILogger<SendLoop> log) : IHandle<SendMessage>
{
    private static readonly Meter Meter = new("Omnichannel.Channels");
    private static readonly Counter<long> Sends = Meter.CreateCounter<long>("omnichannel.sends", "{message}", "Sends by outcome");

    private readonly SendPipeline _pipeline = new(limits, time);

    /// <summary>Orders in work or done in this process: a second order for one of them waits for, or repeats, the first one's outcome.</summary>
    private readonly ConcurrentDictionary<Guid, Lazy<Task<SendOutcome>>> _recent = new();
    private readonly ConcurrentQueue<Guid> _order = new();

    public async Task HandleAsync(SendMessage message, Delivery delivery, CancellationToken ct)
    {
        var doubtful = delivery.Again || message.Attempt > 1;
        var work = _recent.GetOrAdd(message.MessageId, _ => new Lazy<Task<SendOutcome>>(() => SendAsync(message, doubtful, ct)));
        SendOutcome outcome;
        try
        {
            outcome = await work.Value;
        }
        catch
        {
            _recent.TryRemove(new(message.MessageId, work));
            throw;
        }

        Remember(message.MessageId, outcome);
        Sends.Add(1, new("provider", sender.Provider), new("outcome", outcome.GetType().Name));
        if (outcome is SendOutcome.TryLater later)
        {
            // No outcome on record: the reconciler orders it again, and the provider is asked first.
            Log.Later(log, message.MessageId, sender.Provider, later.Reason);
            return;
        }

        await acceptance.AcceptAsync([Report(message, outcome)], ct);
    }

    private async Task<SendOutcome> SendAsync(SendMessage message, bool doubtful, CancellationToken ct)
    {
        if (sender.Capabilities.MaxLength is { } max && message.Text.Length > max)
            return new SendOutcome.Rejected("text.too-long", null);
        if (!sender.Capabilities.SupportsAttachments && message.Attachments.Count > 0)
            return new SendOutcome.Rejected("attachments.unsupported", null);
        try
        {
            return await _pipeline.RunAsync(
                message.From ?? "",
                async attempt =>
                {
                    if (doubtful && await sender.FindAsync(message, attempt) is { } found)
                        return found;
                    // An attempt that runs out of time ends in an exception, past the line after it.
                    doubtful = true;
                    var outcome = await sender.SendAsync(message, attempt);
                    // A refusal is no doubt: the provider said that it did not take it.
                    doubtful = outcome is SendOutcome.Unclear;
                    return outcome;
                },
                ct);
        }
        catch (BrokenCircuitException)
        {
            return new SendOutcome.TryLater("provider.failing", null);
        }
    }

    private DeliveryHeard Report(SendMessage message, SendOutcome outcome)
    {
        var (providerMessageId, state, reason, code) = outcome switch
        {
            SendOutcome.Accepted accepted => (accepted.ProviderMessageId, DeliveryState.Accepted, null, null),
            SendOutcome.Rejected rejected => ("", DeliveryState.Failed, rejected.Reason, rejected.ProviderCode),
            _ => ("", DeliveryState.Ambiguous, "provider.unclear", (string?)null),
        };
        return new DeliveryHeard(
            message.ConversationId, message.MessageId, sender.Provider, providerMessageId, state, reason, code, time.GetUtcNow());
    }

    private void Remember(Guid id, SendOutcome outcome)
    {
        if (outcome is SendOutcome.TryLater or SendOutcome.Unclear)
        {
            _recent.TryRemove(id, out _);
            return;
        }

        _order.Enqueue(id);
        while (_order.Count > 10_000 && _order.TryDequeue(out var oldest))
            _recent.TryRemove(oldest, out _);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Message {MessageId} waits: {Provider} says {Reason}")]
        public static partial void Later(ILogger log, Guid messageId, string provider, string reason);
    }
}
