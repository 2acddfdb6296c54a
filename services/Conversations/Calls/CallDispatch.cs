using Microsoft.Extensions.Logging;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>Follows the log and has the voice channel connect agents with callers.</summary>
internal sealed partial class CallDispatch(CommandHandler handler, BusPublisher publisher, ILogger<CallDispatch> log) : ISubscriber
{
    public string Name => "call-dispatch-1";

    public IReadOnlyList<string> FormerNames => ["call-orders-1"];

    public async Task<bool> HandleAsync(IReadOnlyList<FollowedEvent> events, CancellationToken ct)
    {
        var placed = false;
        foreach (var (recorded, e) in events)
        {
            if (e is not (ConversationEvent.CallTaken or ConversationEvent.CallbackTaken) || !StreamName.TryParse(recorded.Stream, out var stream))
                continue;
            await DispatchAsync(Guid.Parse(stream.Value.Id), (ConversationEvent)e, ct);
            placed = true;
        }

        return placed;
    }

    private async Task DispatchAsync(Guid conversationId, ConversationEvent taken, CancellationToken ct)
    {
        var state = (await handler.LoadAsync(ConversationDecider.At(conversationId), ct)).State;
        if (OrderOf(conversationId, taken, state) is not { } order)
            return;
        try
        {
            if (order is ConnectCall take)
                await publisher.PublishAsync(take, ct);
            else if (order is PlaceCallback back)
                await publisher.PublishAsync(back, ct);
        }
        catch (BusUnavailableException exception) when (exception.NoQueue)
        {
            Log.NoChannel(log, conversationId);
        }
    }

    /// <summary>Null when it is settled already.</summary>
    internal static object? OrderOf(Guid conversationId, ConversationEvent taken, ConversationState state)
    {
        switch (taken)
        {
            case ConversationEvent.CallTaken e
                when Current(state, e.CallId) is { Pickup: { } take, Waiting: { } waiting, Start: { } start } && take.TakeId == e.TakeId:
                return new ConnectCall(
                    e.TakeId, conversationId, start.Provider, start.ProviderCallId, waiting.Queue, waiting.Place, start.Ours, e.Phone, e.At);
            case ConversationEvent.CallbackTaken e
                when Current(state, e.CallId) is { CallbackPickup: { } take, Start: { ContactPoint: { Kind: ContactPoint.Phone } citizen } start }
                    && take.TakeId == e.TakeId:
                return new PlaceCallback(e.TakeId, conversationId, start.Provider, start.ProviderCallId, citizen, start.Ours, e.Phone, e.At);
            default:
                return null;
        }
    }

    private static CallState? Current(ConversationState state, Guid callId) => state.Calls.GetValueOrDefault(callId);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A call of conversation {ConversationId} cannot be connected: no voice service has ever run here")]
        public static partial void NoChannel(ILogger log, Guid conversationId);
    }
}
