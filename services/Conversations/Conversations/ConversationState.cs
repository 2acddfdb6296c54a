using System.Collections.Immutable;
using Omnichannel.Contracts;

namespace Omnichannel.Conversations;

/// <summary>What a decision about a conversation needs to know.</summary>
internal sealed record ConversationState
{
    public static ConversationState Initial { get; } = new();

    public bool Exists { get; init; }

    public bool IsClosed { get; init; }

    /// <summary>Its citizen was erased: nothing of what was said is known any more, and nothing is added.</summary>
    public bool IsErased { get; init; }

    public Guid CitizenId { get; init; }

    public int Ordinal { get; init; }

    public string? Assignee { get; init; }

    public string? Queue { get; init; }

    /// <summary>When a message was last written, by either side.</summary>
    public DateTimeOffset LastActivityAt { get; init; }

    public ImmutableHashSet<Guid> Received { get; init; } = [];

    public ImmutableHashSet<Guid> Notes { get; init; } = [];

    public ImmutableHashSet<Guid> Amendments { get; init; } = [];

    /// <summary>Messages whose attachments are still with the provider.</summary>
    public ImmutableDictionary<Guid, Unfetched> Unfetched { get; init; } = ImmutableDictionary<Guid, Unfetched>.Empty;

    public ImmutableDictionary<Guid, ReplyState> Replies { get; init; } = ImmutableDictionary<Guid, ReplyState>.Empty;

    /// <summary>The addresses that took part, by contact point; the last one that wrote is <see cref="LastWriter"/>.</summary>
    public ImmutableDictionary<Guid, Participant> Participants { get; init; } = ImmutableDictionary<Guid, Participant>.Empty;

    /// <summary>Empty while no citizen has said anything.</summary>
    public Guid LastWriter { get; init; }

    /// <summary>The channel the citizen wrote on last; of who never wrote, the one we last wrote on; null = nobody has said anything.</summary>
    public string? LastChannel => Participants.TryGetValue(LastWriter, out var writer)
        ? writer.Channel
        : Replies.Values.OrderBy(reply => reply.WrittenAt).LastOrDefault()?.Channel;

    public ImmutableDictionary<Guid, CallState> Calls { get; init; } = ImmutableDictionary<Guid, CallState>.Empty;

    /// <summary>Null = nothing of ours waits for a number.</summary>
    public NumberedList? OpenList { get; init; }

    /// <summary>Where the citizen's last choice in a telephone menu led; null = none yet.</summary>
    public (string Menu, string Node)? LastChoice { get; init; }

    /// <summary><see cref="Unfetched"/> with a message's attachments among it, where its channel has to fetch them.</summary>
    public ImmutableDictionary<Guid, Unfetched> WithUnfetched(Guid messageId, string channel, string provider, IReadOnlyList<Attachment> attachments) =>
        ChannelTraits.Of(channel).FetchesMedia && attachments.Any(attachment => attachment.StoredId() is null)
            ? Unfetched.SetItem(messageId, new Unfetched(channel, provider, attachments))
            : Unfetched;

    /// <param name="Channel">The channel it last wrote on.</param>
    /// <param name="Channels">By channel: a phone number texts, calls and has WhatsApp.</param>
    internal sealed record Participant(ContactPoint ContactPoint, string Channel, ImmutableDictionary<string, ChannelContact> Channels)
    {
        /// <summary>The reply-to address it last gave; claimed, not proven.</summary>
        public ContactPoint? ReplyTo { get; init; }

        public Participant With(string channel, ChannelContact contact) => this with { Channel = channel, Channels = Channels.SetItem(channel, contact) };
    }

    /// <summary>The last contact of one address on one channel.</summary>
    /// <param name="OurAddress">Which of our numbers or inboxes it wrote to: replies come from there.</param>
    /// <param name="LastMessageAt">By the sender's clock where there is one: a session window counts from it.</param>
    /// <param name="References">The provider's ids of what was said on it, oldest first, for channels that thread.</param>
    internal sealed record ChannelContact(string OurAddress, DateTimeOffset LastMessageAt, string? Subject, ImmutableList<string> References)
    {
        private const int MostReferences = 20;

        /// <summary>The provider's id of the citizen's last message; null = none yet.</summary>
        public string? LastMessageId { get; init; }

        /// <summary>The first message begins the thread and stays; what is in the middle goes when it becomes long.</summary>
        public static ImmutableList<string> Append(ImmutableList<string> references, string id) =>
            references.Contains(id) ? references
            : references.Count < MostReferences ? references.Add(id)
            : references.RemoveAt(1).Add(id);
    }

    internal sealed record ReplyState(
        DeliveryState State, Guid ContactPointId, ContactPoint To, string? From, string Channel, string Text, IReadOnlyList<Attachment> Attachments,
        ReplyDetails? Details, DateTimeOffset WrittenAt)
    {
        /// <summary>The latest of what is known of attempts, by provider.</summary>
        public ImmutableSortedDictionary<string, Attempt> Attempts { get; init; } = ImmutableSortedDictionary.Create<string, Attempt>(StringComparer.Ordinal);

        /// <summary>Providers that may have it.</summary>
        public IReadOnlyList<string> TriedBy => [.. Attempts.Where(pair => !pair.Value.IsOver).Select(pair => pair.Key)];
    }
}

/// <param name="IsOver">True when the provider surely has not taken it.</param>
internal readonly record struct Attempt(bool IsOver, DateTimeOffset At);

/// <param name="Attachments">As the provider referred to them.</param>
internal sealed record Unfetched(string Channel, string Provider, IReadOnlyList<Attachment> Attachments);
