using System.Text.Json;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using static Omnichannel.EventSourcing.ColumnType;

namespace Omnichannel.Timeline;

/// <summary>
/// Everything that was said and done with a citizen, one row an entry. An entry belongs to the stream it came from; whose a stream is
/// stands in a table of its own, so that no event has to be looked up.
/// </summary>
internal sealed class TimelineProjection : IProjection
{
    public static readonly Table Entries = new(
        "timeline_entries", "id",
        [
            new("owner", Text), new("position", Number), new("changed", Number), new("at", Number), new("kind", Text), new("conversation_id", Text),
            new("channel", Text), new("text", Text), new("author", Text), new("attachments", Text), new("state", Text), new("reason", Text),
            new("state_at", Number), new("details", Text), new("edited_at", Number), new("withdrawn_at", Number), new("reaction", Text),
            new("transcript", Text), new("call_status", Text), new("seconds", Number),
        ],
        ["owner, position", "changed"]);

    /// <summary>Which citizen a conversation or contact point belongs to; a citizen belongs to itself.</summary>
    public static readonly Table Owners = new("timeline_owners", "id", [new("citizen_id", Text), new("category", Text)], ["citizen_id"]);

    /// <summary>The types of <see cref="OwnerIn"/>: what makes a stream somebody else's than its own.</summary>
    public static IReadOnlyList<string> OwningTypes { get; } = ["contact-point.linked.v1", "conversation.opened.v1", "outreach.begun.v1"];

    public string Name => "timeline";

    public int Version => 6;

    public IReadOnlyList<Table> Tables { get; } = [Entries, Owners];

    /// <summary>The citizen whose stream an event makes the one it stands in; null = it makes it nobody's.</summary>
    public static Guid? OwnerIn(object @event) => @event switch
    {
        ContactPointEvent.Linked e => e.CitizenId,
        ConversationEvent.Opened e => e.CitizenId,
        OutreachEvent.Begun e => e.CitizenId,
        _ => null,
    };

    public void Apply(RecordedEvent recorded, object @event, RowChanges rows)
    {
        var owner = recorded.StreamId;
        if (OwnerIn(@event) is { } citizenId)
            rows.Set(Owners, owner, ("citizen_id", citizenId.ToString()), ("category", recorded.Category));
        switch (@event)
        {
            case ConversationEvent e:
                ApplyTo(owner, recorded, e, rows);
                break;
            case CitizenEvent.ContactPointAdded e:
                rows.Set(Owners, owner, ("citizen_id", owner), ("category", recorded.Category));
                Add(rows, recorded, recorded.Id, owner, "contact-point-added", e.At, null, null, e.ContactPoint.Kind, e.Author);
                break;
            case CitizenEvent.Erased:
                rows.SetWhere(Entries, "owner", owner, ("text", null), ("changed", recorded.Position));
                break;
            case CitizenEvent e:
                OutreachEntries.Apply(owner, recorded, e, rows);
                break;
            case OutreachEvent e:
                OutreachEntries.Apply(owner, recorded, e, rows);
                break;
            case ContactPointEvent.OptedOut e:
                Add(rows, recorded, recorded.Id, owner, "opted-out", e.At, null, e.Channel, null, e.Source);
                break;
            case ContactPointEvent.OptedIn e:
                Add(rows, recorded, recorded.Id, owner, "opted-in", e.At, null, e.Channel, null, e.Source);
                break;
        }
    }

    private static void ApplyTo(string id, RecordedEvent recorded, ConversationEvent @event, RowChanges rows)
    {
        switch (@event)
        {
            case ConversationEvent.Opened e:
                Add(rows, recorded, recorded.Id, id, "conversation-opened", e.At, id, e.Channel, null, null);
                break;
            case ConversationEvent.MessageReceived e:
                Add(rows, recorded, e.MessageId, id, "message-received", e.At, id, e.Channel, e.Text, null, e.Attachments);
                if (e.Details is not null)
                    rows.Set(Entries, e.MessageId.ToString(), ("details", JsonSerializer.Serialize(e.Details, ContractJson.Options)));
                break;
            case ConversationEvent.MessageEdited e:
                rows.Set(Entries, e.MessageId.ToString(), ("text", e.Text), ("edited_at", Microseconds.Of(e.At)), ("changed", recorded.Position));
                break;
            case ConversationEvent.MessageWithdrawn e:
                rows.Set(Entries, e.MessageId.ToString(), ("withdrawn_at", Microseconds.Of(e.At)), ("changed", recorded.Position));
                break;
            case ConversationEvent.ReactionChanged e:
                rows.Set(Entries, e.MessageId.ToString(), ("reaction", e.Emoji), ("changed", recorded.Position));
                break;
            case ConversationEvent.AttachmentsStored e:
                rows.Set(Entries, e.MessageId.ToString(), ("attachments", JsonOf(e.Attachments)), ("changed", recorded.Position));
                break;
            case ConversationEvent.ReplyWritten e:
                Add(rows, recorded, e.MessageId, id, "reply-written", e.At, id, e.Channel, e.Text, e.Author, e.Attachments);
                rows.Set(Entries, e.MessageId.ToString(), ("state", NameOf(DeliveryState.Pending)));
                break;
            case ConversationEvent.ReplyObserved e:
                Add(rows, recorded, e.MessageId, id, "reply-written", e.At, id, e.Channel, e.Text, e.Author, e.Attachments);
                rows.Set(Entries, e.MessageId.ToString(), ("state", NameOf(DeliveryState.Sent)));
                break;
            case ConversationEvent.DeliveryReported e:
                rows.Set(
                    Entries, e.MessageId.ToString(), ("state", NameOf(e.State)), ("reason", e.Reason), ("state_at", Microseconds.Of(e.At)),
                    ("changed", recorded.Position));
                break;
            case ConversationEvent.NoteAdded e:
                Add(rows, recorded, e.NoteId, id, "note-added", e.At, id, null, e.Text, e.Author);
                break;
            case ConversationEvent.Assigned e:
                Add(rows, recorded, recorded.Id, id, "assigned", e.At, id, null, e.Assignee ?? e.Queue, e.Author);
                break;
            case ConversationEvent.Closed e:
                Add(rows, recorded, recorded.Id, id, "conversation-closed", e.At, id, null, e.Reason, e.Author);
                break;
            case ConversationEvent.Erased:
                // All of them, also what agents and menus said: a rebuild, from events that are empty by then, gives the same rows.
                rows.SetWhere(
                    Entries, "owner", id, ("text", null), ("attachments", null), ("details", null), ("reaction", null), ("transcript", null),
                    ("changed", recorded.Position));
                break;
            case ConversationEvent.Reopened e:
                Add(rows, recorded, recorded.Id, id, "conversation-reopened", e.At, id, null, null, e.Author);
                break;
            default:
                CallEntries.Apply(recorded, id, @event, rows);
                break;
        }
    }

    internal static void Add(
        RowChanges rows, RecordedEvent recorded, Guid id, string owner, string kind, DateTimeOffset at, string? conversation, string? channel,
        string? text, string? author, IReadOnlyList<Attachment>? attachments = null) =>
        rows.Set(
            Entries, id.ToString(), ("owner", owner), ("position", recorded.Position), ("changed", recorded.Position), ("at", Microseconds.Of(at)),
            ("kind", kind), ("conversation_id", conversation), ("channel", channel), ("text", text), ("author", author),
            ("attachments", attachments is { Count: > 0 } ? JsonOf(attachments) : null));

    private static string JsonOf(IReadOnlyList<Attachment> attachments) => JsonSerializer.Serialize(attachments, ContractJson.Options);

    private static string NameOf(DeliveryState state) => state.ToString().ToLowerInvariant();
}
