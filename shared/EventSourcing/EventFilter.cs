namespace Omnichannel.EventSourcing;

/// <summary>Which events of the log a reader wants. Empty lists and nulls do not filter.</summary>
/// <param name="Types">Stored event types, whole.</param>
/// <param name="Categories">Stream categories.</param>
/// <param name="Streams">Whole stream names.</param>
/// <param name="From">The earliest time, inclusive.</param>
/// <param name="To">The latest time, exclusive.</param>
/// <param name="Limit">At most this many events.</param>
public sealed record EventFilter(
    IReadOnlyList<string> Types,
    IReadOnlyList<string> Categories,
    IReadOnlyList<string> Streams,
    DateTimeOffset? From,
    DateTimeOffset? To,
    int? Limit)
{
    /// <summary>Stream categories to leave out.</summary>
    public IReadOnlyList<string> ExceptCategories { get; init; } = [];

    public static EventFilter Everything { get; } = new([], [], [], null, null, null);

    /// <summary>The next <paramref name="limit"/> events, whatever they are.</summary>
    public static EventFilter Next(int limit) => Everything with { Limit = limit };
}
