using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;

namespace Omnichannel.Timeline;

/// <summary>One line of a citizen's timeline.</summary>
/// <param name="Position">Where it stands in the log: newest first is by this.</param>
/// <param name="Changed">The position of the last event that touched it.</param>
internal sealed record TimelineEntry(
    Guid Id, string Position, string Changed, DateTimeOffset At,
    [property: AllowedValues(
        "message-received", "reply-written", "note-added", "conversation-opened", "conversation-closed", "conversation-reopened",
        "assigned", "contact-point-added", "opted-out", "opted-in", "call-received", "call-made", "call-choice-made",
        "call-queued", "call-left-queue", "callback-requested", "call-taken", "call-take-failed", "callback-taken",
        "callback-fulfilled", "callback-dropped", "outreach-begun", "outreach-message", "outreach-held", "outreach-passed",
        "outreach-answered", "outreach-handed-over", "outreach-finished", "outreach-stopped", "consent-given",
        "consent-withdrawn", "contact-forbidden", "contact-allowed")]
    string Kind,
    Guid? ConversationId, string? Channel, string? Text,
    string? Author, TimelineEntry.Sending? Delivery, IReadOnlyList<Attachment> Attachments)
{
    /// <summary>What a citizen's message says besides its words.</summary>
    public MessageDetails? Details { get; init; }

    /// <summary>When the words were last changed; null = never.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>The citizen's sign on it; null = none.</summary>
    public string? Reaction { get; init; }

    /// <summary>What a machine understood of a recording; null = nothing, or it is none.</summary>
    public string? Transcript { get; init; }

    /// <summary>How a call goes or ended, such as <c>in-progress</c> or <c>no-answer</c>; null = the entry is no call.</summary>
    public string? CallStatus { get; init; }

    /// <summary>How long a call, or the waiting in it, lasted.</summary>
    public long? Seconds { get; init; }

    internal sealed record Sending(DeliveryState State, string? Reason, DateTimeOffset? At);

    /// <summary>From a row, as the database gives it or as the projection made it.</summary>
    public static TimelineEntry Of(string id, IReadOnlyDictionary<string, object?> row)
    {
        return new TimelineEntry(
            Guid.Parse(id), Number("position")!.Value.ToString(CultureInfo.InvariantCulture), Number("changed")!.Value.ToString(CultureInfo.InvariantCulture),
            Microseconds.ToTime(Number("at") ?? 0), Words("kind") ?? "",
            Words("conversation_id") is { } conversation ? Guid.Parse(conversation) : null, Words("channel"), Words("text"), Words("author"),
            Words("state") is { } state ? new Sending(Enum.Parse<DeliveryState>(state, ignoreCase: true), Words("reason"), Time("state_at")) : null,
            Words("attachments") is { } json ? JsonSerializer.Deserialize<Attachment[]>(json, ContractJson.Options)! : [])
        {
            Details = Words("details") is { } details ? JsonSerializer.Deserialize<MessageDetails>(details, ContractJson.Options) : null,
            EditedAt = Time("edited_at"),
            WithdrawnAt = Time("withdrawn_at"),
            Reaction = Words("reaction"),
            Transcript = Words("transcript"),
            CallStatus = Words("call_status"),
            Seconds = Number("seconds"),
        };

        DateTimeOffset? Time(string column) => Number(column) is { } at ? Microseconds.ToTime(at) : null;
        string? Words(string column) => row.GetValueOrDefault(column) as string;
        long? Number(string column) => row.GetValueOrDefault(column) is { } value ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;
    }
}
