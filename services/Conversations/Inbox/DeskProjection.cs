using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using static Omnichannel.EventSourcing.ColumnType;

namespace Omnichannel.Conversations;

/// <summary>What lists need: conversations for the inbox, citizens' names, where a message is, replies without outcome, parked inputs.</summary>
internal sealed class DeskProjection : IProjection
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

    public static readonly Table Messages = new(
        "messages", "message_id", [new("conversation_id", Text), new("position", Number)], []);

    public static readonly Table Replies = new(
        "replies", "message_id", [new("conversation_id", Text), new("state", Text), new("written_at", Number)], ["state, written_at"]);

    public static readonly Table Fetches = new(
        "fetches", "message_id", [new("conversation_id", Text), new("is_done", Number), new("at", Number)], ["is_done, at", "conversation_id"]);

    public static readonly Table Inputs = new(
        "inputs", "id",
        [new("channel", Text), new("provider", Text), new("endpoint", Text), new("reason", Text), new("at", Number), new("is_read", Number)],
        ["at"]);

    public string Name => "desk";

    public int Version => 5;

    public IReadOnlyList<Table> Tables { get; } = [Conversations, Citizens, Messages, Replies, Fetches, Inputs, CallRows.Calls];

    /// <summary>How much of the last words a list shows.</summary>
    private const int PreviewLength = 200;

    public void Apply(RecordedEvent recorded, object @event, RowChanges rows)
    {
        switch (@event)
        {
            case ConversationEvent e:
                Apply(recorded, StreamIdOf(recorded), e, rows);
                break;
            case CitizenEvent.ProfileChanged e:
                rows.Set(Citizens, StreamIdOf(recorded), ("name", e.Name), ("changed", recorded.Position));
                break;
            case InputEvent.Parked e:
                rows.Set(
                    Inputs, StreamIdOf(recorded), ("channel", e.Channel), ("provider", e.Provider), ("endpoint", e.Endpoint), ("reason", e.Reason),
                    ("at", Microseconds.Of(e.At)), ("is_read", 0L));
                break;
            case CitizenEvent.Erased:
                rows.Set(Citizens, StreamIdOf(recorded), ("name", null), ("changed", recorded.Position));
                break;
            case InputEvent.Erased:
                rows.Set(Inputs, StreamIdOf(recorded), ("reason", ContactPoint.Erased));
                break;
            case InputEvent.ReadAgain:
                rows.Set(Inputs, StreamIdOf(recorded), ("is_read", 1L));
                break;
        }
    }

    private static void Apply(RecordedEvent recorded, string id, ConversationEvent @event, RowChanges rows)
    {
        if (@event is ConversationEvent.Erased)
        {
            Erase(recorded, id, rows);
            return;
        }

        switch (@event)
        {
            case ConversationEvent.Opened e:
                rows.Set(Conversations, id, ("citizen_id", e.CitizenId.ToString()), ("status", "open"), ("opened_at", Microseconds.Of(e.At)));
                break;
            case ConversationEvent.MessageReceived e:
                rows.Set(
                    Conversations, id, ("contact_kind", e.From.Kind), ("contact_address", e.From.Address), ("channel", e.Channel),
                    ("last_text", Preview(e.Text)), ("last_direction", "inbound"), ("last_at", Microseconds.Of(e.At)));
                rows.Set(Messages, e.MessageId.ToString(), ("conversation_id", id), ("position", recorded.Position));
                AddFetch(id, e.MessageId, e.Channel, e.Attachments, e.At, rows);
                break;
            case ConversationEvent.ReplyObserved e:
                rows.Set(
                    Conversations, id, ("contact_kind", e.To.Kind), ("contact_address", e.To.Address), ("channel", e.Channel),
                    ("last_text", Preview(e.Text)), ("last_direction", "outbound"), ("last_at", Microseconds.Of(e.At)));
                rows.Set(Messages, e.MessageId.ToString(), ("conversation_id", id), ("position", recorded.Position));
                AddFetch(id, e.MessageId, e.Channel, e.Attachments, e.At, rows);
                break;
            case ConversationEvent.AttachmentsStored e:
                rows.Set(Fetches, e.MessageId.ToString(), ("conversation_id", id), ("is_done", 1L));
                break;
            case ConversationEvent.ReplyWritten e:
                rows.Set(Conversations, id, ("last_text", Preview(e.Text)), ("last_direction", "outbound"), ("last_at", Microseconds.Of(e.At)));
                rows.Set(Replies, e.MessageId.ToString(), ("conversation_id", id), ("state", NameOf(DeliveryState.Pending)), ("written_at", Microseconds.Of(e.At)));
                rows.Set(Messages, e.MessageId.ToString(), ("conversation_id", id), ("position", recorded.Position));
                break;
            case ConversationEvent.DeliveryReported e:
                rows.Set(Replies, e.MessageId.ToString(), ("state", NameOf(e.State)));
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
    /// Where the row is; the number after a citizen's last conversation has none. Afterwards it is as if its words had never been known:
    /// built anew, from events that are empty by then, it is the same.
    /// </summary>
    private static void Erase(RecordedEvent recorded, string id, RowChanges rows)
    {
        rows.SetWhere(
            Conversations, Conversations.Key, id, ("contact_kind", ContactPoint.Erased), ("contact_address", ""), ("last_text", null),
            ("status", "closed"), ("changed", recorded.Position));
        rows.SetWhere(
            CallRows.Calls, "conversation_id", id, ("contact_kind", ContactPoint.Erased), ("contact_address", ""), ("caller_name", null),
            ("changed", recorded.Position));
        // Whether there was anything to fetch cannot be told from empty events.
        rows.DeleteWhere(Fetches, "conversation_id", id);
    }

    private static void AddFetch(
        string id, Guid messageId, string channel, IReadOnlyList<Attachment> attachments, DateTimeOffset at, RowChanges rows)
    {
        if (ChannelTraits.Of(channel).FetchesMedia && attachments.Any(attachment => attachment.StoredId() is null))
            rows.Set(Fetches, messageId.ToString(), ("conversation_id", id), ("is_done", 0L), ("at", Microseconds.Of(at)));
    }

    private static string Preview(string text) =>
        text.Length <= PreviewLength ? text : text[..(char.IsHighSurrogate(text[PreviewLength - 1]) ? PreviewLength - 1 : PreviewLength)];

    private static string NameOf(DeliveryState state) => state.ToString().ToLowerInvariant();

    private static string StreamIdOf(RecordedEvent recorded) => recorded.Stream[(recorded.Category.Length + 1)..];
}
