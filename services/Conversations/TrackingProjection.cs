using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using static Omnichannel.EventSourcing.ColumnType;

namespace Omnichannel.Conversations;

/// <summary>
/// What the write side looks up and no stream can answer: where a message is, which replies and attachments have no outcome yet, and the
/// parked inputs.
/// </summary>
internal sealed class TrackingProjection : IProjection
{
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

    public string Name => "tracking";

    public IReadOnlyList<string> FormerNames => ["desk"];

    public int Version => 1;

    public IReadOnlyList<Table> Tables { get; } = [Messages, Replies, Fetches, Inputs];

    public void Apply(RecordedEvent recorded, object @event, RowChanges rows)
    {
        var id = recorded.StreamId;
        switch (@event)
        {
            case ConversationEvent.MessageReceived e:
                rows.Set(Messages, e.MessageId.ToString(), ("conversation_id", id), ("position", recorded.Position));
                AddFetch(id, e.MessageId, e.Channel, e.Attachments, e.At, rows);
                break;
            case ConversationEvent.ReplyObserved e:
                rows.Set(Messages, e.MessageId.ToString(), ("conversation_id", id), ("position", recorded.Position));
                AddFetch(id, e.MessageId, e.Channel, e.Attachments, e.At, rows);
                break;
            case ConversationEvent.ReplyWritten e:
                rows.Set(Messages, e.MessageId.ToString(), ("conversation_id", id), ("position", recorded.Position));
                rows.Set(Replies, e.MessageId.ToString(), ("conversation_id", id), ("state", NameOf(DeliveryState.Pending)), ("written_at", Microseconds.Of(e.At)));
                break;
            case ConversationEvent.DeliveryReported e:
                rows.Set(Replies, e.MessageId.ToString(), ("state", NameOf(e.State)));
                break;
            case ConversationEvent.AttachmentsStored e:
                rows.Set(Fetches, e.MessageId.ToString(), ("conversation_id", id), ("is_done", 1L));
                break;
            // Whether there was anything to fetch cannot be seen in the events, which are empty by then.
            case ConversationEvent.Erased:
                rows.DeleteWhere(Fetches, "conversation_id", id);
                break;
            case InputEvent.Parked e:
                rows.Set(
                    Inputs, id, ("channel", e.Channel), ("provider", e.Provider), ("endpoint", e.Endpoint), ("reason", e.Reason),
                    ("at", Microseconds.Of(e.At)), ("is_read", 0L));
                break;
            case InputEvent.Erased:
                rows.Set(Inputs, id, ("reason", ContactPoint.Erased));
                break;
            case InputEvent.ReadAgain:
                rows.Set(Inputs, id, ("is_read", 1L));
                break;
        }
    }

    private static void AddFetch(
        string id, Guid messageId, string channel, IReadOnlyList<Attachment> attachments, DateTimeOffset at, RowChanges rows)
    {
        if (ChannelTraits.Of(channel).FetchesMedia && attachments.Any(attachment => attachment.StoredId() is null))
            rows.Set(Fetches, messageId.ToString(), ("conversation_id", id), ("is_done", 0L), ("at", Microseconds.Of(at)));
    }

    private static string NameOf(DeliveryState state) => state.ToString().ToLowerInvariant();
}
