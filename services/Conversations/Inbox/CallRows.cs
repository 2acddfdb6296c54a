using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using static Omnichannel.EventSourcing.ColumnType;

namespace Omnichannel.Conversations;

/// <summary>The desk's rows of calls, and what a call does to its conversation's row.</summary>
internal static class CallRows
{
    public static readonly Table Calls = new(
        "calls", "id",
        [
            new("conversation_id", Text), new("direction", Text), new("contact_kind", Text), new("contact_address", Text), new("caller_name", Text),
            new("ours", Text), new("status", Text), new("choice", Text), new("queue", Text), new("wants_callback", Number), new("called_back_at", Number), new("callback_queue", Text),
            new("joined_at", Number), new("taken_by", Text), new("take_problem", Text), new("started_at", Number), new("ended_at", Number),
            new("changed", Number),
        ],
        ["changed", "started_at", "wants_callback, joined_at", "conversation_id"]);

    public static void Apply(RecordedEvent recorded, string conversation, ConversationEvent @event, RowChanges rows)
    {
        switch (@event)
        {
            case ConversationEvent.CallStarted e:
                Set(e.CallId,
                    ("conversation_id", conversation), ("direction", e.Direction == CallDirection.Inbound ? "inbound" : "outbound"),
                    ("contact_kind", e.ContactPoint.Kind), ("contact_address", e.ContactPoint.Address), ("caller_name", e.CallerName), ("ours", e.Ours),
                    ("status", e.Direction == CallDirection.Inbound ? "ringing" : "initiated"), ("started_at", Microseconds.Of(e.At)));
                if (e.Direction == CallDirection.Inbound)
                {
                    rows.Set(
                        InboxProjection.Conversations, conversation, ("contact_kind", e.ContactPoint.Kind), ("contact_address", e.ContactPoint.Address),
                        ("channel", "voice"), ("last_direction", "inbound"), ("last_at", Microseconds.Of(e.At)));
                }

                break;
            case ConversationEvent.CallProgressed { IsLate: false } e:
                Set(e.CallId, ("status", e.Status));
                break;
            case ConversationEvent.CallChoiceMade { Target: not null } e:
                Set(e.CallId, ("choice", e.Title ?? e.Target), ("status", "in-progress"));
                break;
            case ConversationEvent.CallQueued e:
                Set(e.CallId, ("queue", e.Queue), ("joined_at", Microseconds.Of(e.Since ?? e.At)), ("taken_by", null), ("status", "in-progress"));
                break;
            case ConversationEvent.CallLeftQueue e when !CallDecider.LeftForAgent(e.Result):
                Set(e.CallId, ("queue", null), ("taken_by", null));
                break;
            case ConversationEvent.CallTaken e:
                Set(e.CallId, ("taken_by", e.Author), ("take_problem", null));
                break;
            case ConversationEvent.CallTakeFailed e:
                Set(e.CallId, ("taken_by", null), ("take_problem", e.Reason));
                break;
            case ConversationEvent.CallLegProgressed { IsLate: false, Status: "in-progress" or "completed" } e:
                Set(e.CallId, ("queue", null), ("take_problem", null));
                break;
            case ConversationEvent.CallbackRequested e:
                Set(e.CallId, ("wants_callback", 1L), ("joined_at", Microseconds.Of(e.Since ?? e.At)), ("callback_queue", e.Queue));
                break;
            case ConversationEvent.CallbackTaken e:
                Set(e.CallId, ("taken_by", e.Author), ("take_problem", null));
                break;
            case ConversationEvent.CallbackFulfilled e:
                Set(e.CallId, ("wants_callback", 0L), ("called_back_at", Microseconds.Of(e.At)), ("taken_by", null), ("take_problem", null));
                break;
            case ConversationEvent.CallbackDropped e:
                Set(e.CallId, ("wants_callback", 0L), ("taken_by", null), ("take_problem", null));
                break;
            case ConversationEvent.CallEnded e:
                Set(e.CallId, ("status", e.Status), ("queue", null), ("ended_at", Microseconds.Of(e.At)));
                break;
        }

        void Set(Guid callId, params ReadOnlySpan<(string, object?)> values)
        {
            rows.Set(Calls, callId.ToString(), values);
            rows.Set(Calls, callId.ToString(), ("changed", recorded.Position));
        }
    }
}
