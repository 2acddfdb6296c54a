using System.Collections.Immutable;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using static Omnichannel.Contracts.Events.ConversationEvent;

namespace Omnichannel.Conversations;

/// <summary>
/// The rules of calls within a conversation. Reports come twice, late and in any order: each is recorded once, what is overtaken says so,
/// and whichever comes first begins the call. A call never refuses, also when its conversation was closed meanwhile: it did happen.
/// </summary>
internal static class CallDecider
{
    private static readonly ImmutableHashSet<string> Ends = ["completed", "busy", "no-answer", "failed", "canceled"];

    public static Decision<ConversationEvent> Decide(ConversationCommand.RecordCallEvent c, ConversationState state)
    {
        var callId = CallHeard.IdOf(c.Provider, c.ProviderCallId);
        var call = state.Calls.GetValueOrDefault(callId);
        if (call?.Facts.Contains(c.FactId) == true)
            return Decision<ConversationEvent>.Nothing;
        var events = new List<ConversationEvent>();
        if (!state.Exists)
            events.Add(new Opened(c.CitizenId, c.Ordinal, "voice", c.At));
        if (call is null)
            events.Add(Started(callId, c));
        // A ring that is reported after the call has begun came late: there is nothing to record.
        if (c.Fact.Rang is null)
            events.AddRange(EventsOf(callId, c, call ?? CallState.New, state));
        return Decision<ConversationEvent>.Of(events);
    }

    public static ConversationState Evolve(ConversationState state, ConversationEvent @event) => @event switch
    {
        CallStarted e => Begun(state, e),
        CallProgressed e => With(state, e.CallId, e.FactId, call => e.IsLate ? call : call with { Sequence = e.Sequence ?? call.Sequence }),
        CallChoiceMade e => With(state, e.CallId, e.FactId, call => call) with { LastChoice = e.Target is null ? state.LastChoice : (e.Menu, e.Target) },
        CallQueued e => With(state, e.CallId, e.FactId, call => call with { Waiting = new CallWaiting(e.Queue, e.Place, e.Since ?? e.At), Pickup = null }),
        CallLeftQueue e => With(state, e.CallId, e.FactId, call => LeftForAgent(e.Result) ? call : call with { Waiting = null, Pickup = null }),
        CallTaken e => With(state, e.CallId, null, call => call with { Pickup = new CallPickup(e.TakeId, e.Phone, e.Author, e.At) }),
        CallTakeFailed e => With(state, e.CallId, e.FactId, call => call with
        {
            Pickup = call.Pickup?.TakeId == e.TakeId ? null : call.Pickup,
            CallbackPickup = call.CallbackPickup?.TakeId == e.TakeId ? null : call.CallbackPickup,
        }),
        CallLegProgressed e => With(state, e.CallId, e.FactId, call => Rung(call, e)),
        CallRecorded e => With(state, e.CallId, e.FactId, call => call),
        CallTranscribed e => With(state, e.CallId, e.FactId, call => call),
        CallbackRequested e => With(state, e.CallId, e.FactId, call => call with { Callback = CallbackState.Wanted }),
        CallbackTaken e => With(state, e.CallId, null, call => call with { CallbackPickup = new CallPickup(e.TakeId, e.Phone, e.Author, e.At) }),
        CallbackFulfilled e => With(state, e.CallId, e.FactId, call => call with { Callback = CallbackState.Settled, CallbackPickup = null }),
        CallbackDropped e => With(state, e.CallId, null, call => call with { Callback = CallbackState.Settled, CallbackPickup = null }),
        CallEnded e => With(state, e.CallId, e.FactId, call => call with { IsOver = true, Waiting = null, Pickup = null }),
        _ => state,
    };

    private static CallStarted Started(Guid callId, ConversationCommand.RecordCallEvent c) => new(
        callId, c.Fact.Rang is null ? "began" : c.FactId, c.Direction, c.ContactPointId, c.ContactPoint, c.Ours, c.Provider, c.ProviderCallId, c.At)
    {
        CallerName = c.Fact.Rang?.CallerName,
        ForwardedFrom = c.Fact.Rang?.ForwardedFrom,
        Attestation = c.Fact.Rang?.Attestation,
        MessageId = c.Fact.Rang?.MessageId,
    };

    private static IEnumerable<ConversationEvent> EventsOf(Guid callId, ConversationCommand.RecordCallEvent c, CallState call, ConversationState state)
    {
        switch (c.Fact)
        {
            case { Progressed: { } p } when Ends.Contains(p.Status) && !call.IsOver:
                yield return new CallEnded(callId, c.FactId, p.Status, p.Seconds, p.AnsweredBy, p.ProviderCode, c.At);
                break;
            case { Progressed: { } p }:
                yield return new CallProgressed(callId, c.FactId, p.Status, p.Sequence, call.IsOver || p.Sequence < call.Sequence, p.AnsweredBy, c.At);
                break;
            case { Chose: { } choice }:
                yield return new CallChoiceMade(
                    callId, c.FactId, choice.Menu, choice.Node, choice.Target, choice.Title, choice.Digits, choice.Speech, choice.Confidence, c.At);
                break;
            case { Queued: { } wait }:
                yield return new CallQueued(callId, c.FactId, wait.Queue, c.At) { Place = wait.Place, Since = call.Waiting?.Since };
                break;
            case { LeftQueue: { } wait }:
                yield return new CallLeftQueue(callId, c.FactId, wait.Queue, wait.Result ?? "left", wait.Seconds, c.At);
                break;
            case { Leg: { } leg }:
                var isLate = leg.LegId is not null && call.Legs.TryGetValue(leg.LegId, out var latest) && leg.Sequence < latest;
                yield return new CallLegProgressed(callId, c.FactId, leg.LegId, leg.Status, leg.Sequence, isLate, leg.Seconds, c.At);
                break;
            case { Recorded: { } recording }:
                var messageId = MessageOf(c.Provider, recording.RecordingId);
                yield return new CallRecorded(callId, c.FactId, recording.RecordingId, messageId, recording.Status, recording.Seconds, c.At);
                // The file may come later than this report; fetching it is tried again until it does.
                if (recording.Url is { Length: > 0 } && !state.Received.Contains(messageId))
                    yield return Voicemail(c, recording, messageId);
                break;
            case { Transcribed: { } transcript }:
                yield return new CallTranscribed(
                    callId, c.FactId, transcript.RecordingId, MessageOf(c.Provider, transcript.RecordingId), transcript.Text, c.At);
                break;
            case { CallbackWanted: { } wait }:
                yield return new CallbackRequested(callId, c.FactId, c.ContactPointId, wait.Queue, c.At) { Since = call.Waiting?.Since };
                break;
            case { Taken: { } taking } when CallPickupDecider.OutcomeOf(callId, c, taking, call) is { } outcome:
                yield return outcome;
                break;
        }
    }

    /// <summary>What was left on the machine is a message like others: it is listed, fetched, answered and erased as they are.</summary>
    private static MessageReceived Voicemail(ConversationCommand.RecordCallEvent c, CallRecording recording, Guid messageId) => new(
        messageId, c.ContactPointId, c.ContactPoint, c.Ours, "voice", c.Provider, recording.RecordingId, "",
        [new Attachment("voicemail.mp3", "audio/mpeg", recording.Url!, null)], null, null, c.At)
    {
        Details = new MessageDetails { Kind = "voicemail" },
    };

    private static Guid MessageOf(string provider, string recordingId) => MessageHeard.IdOf("voice", provider, recordingId);

    private static ConversationState Begun(ConversationState state, CallStarted e)
    {
        var next = With(state, e.CallId, e.FactId, call => call with { Start = e }) with { LastActivityAt = e.At };
        if (e.Direction == CallDirection.Outbound)
            return next;
        // Somebody who wrote before is still answered in writing: a call adds a channel, it does not replace the one they chose.
        var participant = state.Participants.GetValueOrDefault(e.ContactPointId)
            ?? new ConversationState.Participant(e.ContactPoint, "voice", ImmutableDictionary<string, ConversationState.ChannelContact>.Empty);
        if (e.ContactPoint.Kind == ContactPoint.KindOf("voice"))
            participant = participant with { Channels = participant.Channels.SetItem("voice", new ConversationState.ChannelContact(e.Ours, e.At, null, [])) };
        return next with { Participants = state.Participants.SetItem(e.ContactPointId, participant), LastWriter = e.ContactPointId };
    }

    /// <summary>A redirected call is being connected to an agent, and comes back if nobody answers there.</summary>
    internal static bool LeftForAgent(string result) => result is "redirected";

    /// <summary>Once the agent answers, nobody waits any more.</summary>
    private static CallState Rung(CallState call, CallLegProgressed e)
    {
        if (e.IsLate || e.LegId is null)
            return call;
        var next = call with { Legs = call.Legs.SetItem(e.LegId, e.Sequence ?? call.Legs.GetValueOrDefault(e.LegId)) };
        return e.Status is "in-progress" or "completed" ? next with { Waiting = null } : next;
    }

    private static ConversationState With(ConversationState state, Guid callId, string? factId, Func<CallState, CallState> change)
    {
        var call = change(state.Calls.GetValueOrDefault(callId) ?? CallState.New);
        return state with { Calls = state.Calls.SetItem(callId, factId is null ? call : call with { Facts = call.Facts.Add(factId) }) };
    }
}
