namespace Omnichannel.Contracts.Events;

/// <summary>
/// Parts of long messages until they are joined. Stream <c>parts-{id}</c>, the id derived from whose address, to which of ours and
/// the reference that the parts share; keyed, never the address.
/// </summary>
public abstract record PartsEvent
{
    private PartsEvent()
    {
    }

    /// <param name="Number">From 1 to <paramref name="Total"/>.</param>
    [EventType("parts.part-kept.v1")]
    public sealed record PartKept(
        string Channel,
        string Provider,
        string ProviderMessageId,
        [property: Personal] ContactPoint From,
        string To,
        int Total,
        int Number,
        [property: Personal] string Text,
        DateTimeOffset? SentAt,
        DateTimeOffset At) : PartsEvent
    {
        /// <summary>Whose it is: the citizen, else the holder of the contact point until it is somebody's.</summary>
        [Subject]
        public Guid? HolderId { get; init; }
    }

    /// <summary>They are one message now, which is received like any other.</summary>
    /// <param name="ProviderMessageId">Of the first of its parts that came in: the message's own.</param>
    /// <param name="Missing">Numbers of the parts that never came; none when it is whole.</param>
    [EventType("parts.joined.v1")]
    public sealed record Joined(
        Guid MessageId,
        string Channel,
        string Provider,
        string ProviderMessageId,
        [property: Personal] ContactPoint From,
        string To,
        [property: Personal] string Text,
        IReadOnlyList<int> Missing,
        DateTimeOffset? SentAt,
        DateTimeOffset At) : PartsEvent;
}
