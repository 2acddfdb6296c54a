using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using static Omnichannel.Contracts.Events.ConversationEvent;

namespace Omnichannel.Conversations;

/// <summary>The first agent to pick up a waiting call, or a call-back, gets it.</summary>
internal static class CallPickupDecider
{
    /// <summary>
    /// A phone rings for less than this. A pick-up without a result by then has lost its outcome, and another agent may try.
    /// </summary>
    public static readonly TimeSpan PickupTimeout = TimeSpan.FromMinutes(3);

    public static Decision<ConversationEvent> Decide(ConversationCommand.PickUpCall c, ConversationState state) =>
        state.Calls.GetValueOrDefault(c.CallId) switch
        {
            null => Refusals.NoCall,
            { Pickup: { } take } when IsRepeat(take, c.TakeId, c.Author, c.Phone) => Decision<ConversationEvent>.Nothing,
            { Waiting: null } => Refusals.CallNotWaiting,
            { Pickup: { } take } when c.At - take.At < PickupTimeout => Refusals.CallTaken,
            _ => new CallTaken(c.CallId, c.TakeId, c.Phone, c.Author, c.At),
        };

    public static Decision<ConversationEvent> Decide(ConversationCommand.CallBack c, ConversationState state) =>
        state.Calls.GetValueOrDefault(c.CallId) switch
        {
            null => Refusals.NoCall,
            { CallbackPickup: { } take } when IsRepeat(take, c.TakeId, c.Author, c.Phone) => Decision<ConversationEvent>.Nothing,
            { Callback: not CallbackState.Wanted } => Refusals.NoCallback,
            { CallbackPickup: { } take } when c.At - take.At < PickupTimeout => Refusals.CallbackTaken,
            _ => new CallbackTaken(c.CallId, c.TakeId, c.Phone, c.Author, c.At),
        };

    /// <summary>What the channel reports of a pick-up; null when it is settled already, or another agent's by now.</summary>
    public static ConversationEvent? OutcomeOf(Guid callId, ConversationCommand.RecordCallEvent c, PickupOutcome taking, CallState call) => taking.Problem switch
    {
        { } problem when call.Pickup?.TakeId == taking.TakeId || call.CallbackPickup?.TakeId == taking.TakeId =>
            new CallTakeFailed(callId, c.FactId, taking.TakeId, problem, c.At),
        // Also when it was thought to have failed: the citizen was called back.
        null when call.Callback == CallbackState.Wanted => new CallbackFulfilled(callId, c.FactId, taking.TakeId, c.At),
        _ => null,
    };

    /// <summary>Closing a conversation means that nothing is open in it.</summary>
    public static IEnumerable<ConversationEvent> Drop(ConversationCommand.Close c, ConversationState state) => state.Calls
        .Where(call => call.Value.Callback == CallbackState.Wanted).OrderBy(call => call.Value.Start?.At).ThenBy(call => call.Key)
        .Select(call => new CallbackDropped(call.Key, c.Author, c.At));

    /// <summary>The button pressed twice; after a while it is a new try.</summary>
    private static bool IsRepeat(CallPickup take, Guid takeId, string author, string phone) =>
        take.TakeId == takeId || (take.Author == author && take.Phone == phone);
}
