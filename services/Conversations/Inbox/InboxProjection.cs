using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using static Omnichannel.EventSourcing.ColumnType;

namespace Omnichannel.Conversations;

/// <summary>What the desk lists: conversations, citizens' names, calls.</summary>
internal sealed class InboxProjection : IProjection
{
    public static readonly Table Conversations = new(
        "conversations", "id",
        [
            new("citizen_id", Text), new("contact_kind", Text), new("contact_address", Text), new("status", Text), new("channel", Text),
            new("queue", Text), new("assignee", Text), new("last_text", Text), new("last_direction", Text), new("opened_at", Number),
            new("last_at", Number), new("changed", Number),
        ],
        ["last_at, id", "changed", "citizen_id"]);

    public static readonly Table Citizens = new("citizens", "id", [new("name", Text), new("changed", Number)], ["changed"]);

    /// <summary>How much of the last message a list shows.</summary>
    private const int PreviewLength = 200;

    public string Name => "inbox";

    public IReadOnlyList<string> FormerNames => ["desk"];

    public int Version => 1;

    public IReadOnlyList<Table> Tables { get; } = [Conversations, Citizens, CallRows.Calls];

    public void Apply(RecordedEvent recorded, object @event, RowChanges rows)
    {
        switch (@event)
        {
            case ConversationEvent.Erased:
                Erase(recorded, recorded.StreamId, rows);
                break;
            case ConversationEvent e:
                Apply(recorded, recorded.StreamId, e, rows);
                break;
            case CitizenEvent.ProfileChanged e:
                rows.Set(Citizens, recorded.StreamId, ("name", e.Name), ("changed", recorded.Position));
                break;
            case CitizenEvent.Erased:
                rows.Set(Citizens, recorded.StreamId, ("name", null), ("changed", recorded.Position));
                break;
        }
    }

    private static void Apply(RecordedEvent recorded, string id, ConversationEvent @event, RowChanges rows)
    {
        switch (@event)
        {
            case ConversationEvent.Opened e:
                rows.Set(Conversations, id, ("citizen_id", e.CitizenId.ToString()), ("status", "open"), ("opened_at", Microseconds.Of(e.At)));
                break;
            case ConversationEvent.MessageReceived e:
                rows.Set(
                    Conversations, id, ("contact_kind", e.From.Kind), ("contact_address", e.From.Address), ("channel", e.Channel),
                    ("last_text", Preview(e.Text)), ("last_direction", "inbound"), ("last_at", Microseconds.Of(e.At)));
                break;
            case ConversationEvent.ReplyObserved e:
                rows.Set(
                    Conversations, id, ("contact_kind", e.To.Kind), ("contact_address", e.To.Address), ("channel", e.Channel),
                    ("last_text", Preview(e.Text)), ("last_direction", "outbound"), ("last_at", Microseconds.Of(e.At)));
                break;
            case ConversationEvent.ReplyWritten e:
                rows.Set(Conversations, id, ("last_text", Preview(e.Text)), ("last_direction", "outbound"), ("last_at", Microseconds.Of(e.At)));
                break;
            case ConversationEvent.Assigned e:
                rows.Set(Conversations, id, ("assignee", e.Assignee), ("queue", e.Queue));
                break;
            case ConversationEvent.Closed:
                rows.Set(Conversations, id, ("status", "closed"));
                break;
            case ConversationEvent.Reopened:
                rows.Set(Conversations, id, ("status", "open"));
                break;
            default:
                CallRows.Apply(recorded, id, @event, rows);
                break;
        }

        rows.Set(Conversations, id, ("changed", recorded.Position));
    }

    /// <summary>
    /// Only where there is a row: the number after a citizen's last conversation has none. A rebuild, from events that are empty by then,
    /// leads to the same rows.
    /// </summary>
    private static void Erase(RecordedEvent recorded, string id, RowChanges rows)
    {
        rows.SetWhere(
            Conversations, Conversations.Key, id, ("contact_kind", ContactPoint.Erased), ("contact_address", ""), ("last_text", null),
            ("status", "closed"), ("changed", recorded.Position));
        rows.SetWhere(
            CallRows.Calls, "conversation_id", id, ("contact_kind", ContactPoint.Erased), ("contact_address", ""), ("caller_name", null),
            ("changed", recorded.Position));
    }

    private static string Preview(string text) =>
        text.Length <= PreviewLength ? text : text[..(char.IsHighSurrogate(text[PreviewLength - 1]) ? PreviewLength - 1 : PreviewLength)];
}
