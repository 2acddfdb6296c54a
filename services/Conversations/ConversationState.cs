using System.Collections.Immutable;
using Omnichannel.Contracts;

namespace Omnichannel.Conversations;

/// <summary>What a decision about a conversation needs to know.</summary>
internal sealed record ConversationState
{
    public static ConversationState Initial { get; } = new();

    public bool Exists { get; init; }

    public bool IsClosed { get; init; }

    public Guid CitizenId { get; init; }

    public int Ordinal { get; init; }

    public string? Assignee { get; init; }

    public string? Queue { get; init; }

    /// <summary>When a word was last said, by either side.</summary>
    public DateTimeOffset LastActivityAt { get; init; }

    public ImmutableHashSet<Guid> Received { get; init; } = [];

    public ImmutableHashSet<Guid> Notes { get; init; } = [];

    public ImmutableDictionary<Guid, ReplyState> Replies { get; init; } = ImmutableDictionary<Guid, ReplyState>.Empty;

    /// <summary>The addresses that took part, by contact point; the last one that wrote is <see cref="LastWriter"/>.</summary>
    public ImmutableDictionary<Guid, Participant> Participants { get; init; } = ImmutableDictionary<Guid, Participant>.Empty;

    public Guid LastWriter { get; init; }

    /// <param name="Channel">The channel it last wrote on.</param>
    /// <param name="OurAddress">Which of our numbers or inboxes it wrote to: replies come from there.</param>
    internal sealed record Participant(ContactPoint ContactPoint, string Channel, string OurAddress);

    internal sealed record ReplyState(
        DeliveryState State, Guid ContactPointId, ContactPoint To, string? From, string Channel, string Text, IReadOnlyList<Attachment> Attachments,
        DateTimeOffset WrittenAt);
}
