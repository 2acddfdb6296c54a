using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels;

/// <summary>
/// Carries out <see cref="SendMessage"/> orders of every channel that has a provider: once per message, however often the order comes. Before any second attempt
/// the provider is asked whether it has the message; what cannot be settled is reported as ambiguous, never sent on suspicion.
/// </summary>
public sealed partial class SendHandler(IEnumerable<ProviderFailover> channels, IIntake intake, TimeProvider time, ILogger<SendHandler> log) : IHandle<SendMessage>
{
    private static readonly Meter Meter = new("Omnichannel.Channels");
    private static readonly Counter<long> Sends = Meter.CreateCounter<long>("omnichannel.sends", "{message}", "Sends by outcome");

    /// <summary>Orders in work or done in this process: a second order for one of them waits for, or repeats, the first one's outcome.</summary>
    private readonly ConcurrentDictionary<Guid, Lazy<Task<Sent>>> _recent = new();
    private readonly ConcurrentQueue<Guid> _order = new();

    private readonly Dictionary<string, ProviderFailover> _channels = channels.ToDictionary(providers => providers.Channel);

    public async Task HandleAsync(SendMessage message, Delivery delivery, CancellationToken ct)
    {
        var mayBeThere = delivery.Redelivered || message.Attempt > 1;
        var work = _recent.GetOrAdd(
            message.MessageId, _ => new Lazy<Task<Sent>>(() => _channels[message.Channel].SendAsync(message, mayBeThere, delivery.Redelivered, ct)));
        Sent sent;
        try
        {
            sent = await work.Value;
        }
        catch
        {
            _recent.TryRemove(new(message.MessageId, work));
            throw;
        }

        Remember(message.MessageId, sent.Outcome);
        Sends.Add(1, new("provider", sent.Provider), new("outcome", sent.Outcome.GetType().Name));
        // No outcome on record for what has to wait: reconciliation dispatches it again, and the provider is asked first.
        if (sent.Outcome is SendOutcome.TryLater later)
            Log.Later(log, message.MessageId, sent.Provider, later.Reason);
        IReadOnlyList<IInboundFact> heard = sent.Outcome is SendOutcome.TryLater ? sent.Heard : [Report(message, sent), .. sent.Heard];
        if (heard.Count > 0)
            await intake.AcceptAsync(heard, ct);
    }

    private DeliveryHeard Report(SendMessage message, Sent sent)
    {
        var (providerMessageId, state, reason, code) = sent.Outcome switch
        {
            SendOutcome.Accepted accepted => (accepted.ProviderMessageId, DeliveryState.Accepted, null, null),
            SendOutcome.Rejected rejected => ("", DeliveryState.Failed, rejected.Reason, rejected.ProviderCode),
            _ => ("", DeliveryState.Ambiguous, "provider.unclear", (string?)null),
        };
        return new DeliveryHeard(
            message.ConversationId, message.MessageId, sent.Provider, providerMessageId, state, reason, code, time.GetUtcNow());
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
