using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;

namespace Omnichannel.Timeline;

/// <summary>
/// Calls on the timeline: one entry for each, with its state and how it ended, and one for each step a person wants to find again.
/// </summary>
internal static class CallEntries
{
    public static void Apply(RecordedEvent recorded, string conversation, ConversationEvent @event, RowChanges rows)
    {
        switch (@event)
        {
            case ConversationEvent.CallStarted e:
                var kind = e.Direction == CallDirection.Inbound ? "call-received" : "call-made";
                TimelineProjection.Add(rows, recorded, e.CallId, conversation, kind, e.At, conversation, "voice", null, null);
                Status(e.CallId, e.Direction == CallDirection.Inbound ? "ringing" : "initiated");
                break;
            case ConversationEvent.CallProgressed { IsLate: false } e:
                Status(e.CallId, e.Status);
                break;
            case ConversationEvent.CallChoiceMade { Target: not null } e:
                Add("call-choice-made", e.At, e.Title ?? e.Target);
                break;
            case ConversationEvent.CallQueued e:
                Add("call-queued", e.At, e.Queue);
                break;
            // Redirected = an agent has taken the call, which is an entry of its own.
            case ConversationEvent.CallLeftQueue { Result: not "redirected" } e:
                Add("call-left-queue", e.At, e.Result);
                rows.Set(TimelineProjection.Entries, recorded.Id.ToString(), ("seconds", (long?)e.Seconds));
                break;
            case ConversationEvent.CallbackRequested e:
                Add("callback-requested", e.At, e.Queue);
                break;
            case ConversationEvent.CallTaken e:
                AddBy("call-taken", e.At, e.Author);
                break;
            case ConversationEvent.CallTakeFailed e:
                Add("call-take-failed", e.At, e.Reason);
                break;
            case ConversationEvent.CallbackTaken e:
                AddBy("callback-taken", e.At, e.Author);
                break;
            case ConversationEvent.CallbackFulfilled e:
                Add("callback-fulfilled", e.At, null);
                break;
            case ConversationEvent.CallbackDropped e:
                AddBy("callback-dropped", e.At, e.Author);
                break;
            case ConversationEvent.CallTranscribed e:
                // It may come before its recording: a row without a position in the log is shown only once that is known.
                rows.Set(
                    TimelineProjection.Entries, e.MessageId.ToString(), ("owner", conversation), ("transcript", e.Text), ("changed", recorded.Position));
                break;
            case ConversationEvent.CallEnded e:
                Status(e.CallId, e.Status);
                rows.Set(TimelineProjection.Entries, e.CallId.ToString(), ("seconds", (long?)e.Seconds));
                break;
        }

        void Add(string kind, DateTimeOffset at, string? text) =>
            TimelineProjection.Add(rows, recorded, recorded.Id, conversation, kind, at, conversation, "voice", text, null);

        void AddBy(string kind, DateTimeOffset at, string author) =>
            TimelineProjection.Add(rows, recorded, recorded.Id, conversation, kind, at, conversation, "voice", null, author);

        void Status(Guid callId, string status) => rows.Set(
            TimelineProjection.Entries, callId.ToString(), ("call_status", status), ("changed", recorded.Position));
    }
}
