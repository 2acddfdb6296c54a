namespace Omnichannel.EventSourcing;

/// <summary>Which events of the log a reader wants. Empty lists and nulls do not filter.</summary>
/// <param name="Types">Stored event types, whole.</param>
/// <param name="Categories">Stream categories; an event passes with one of these or with one of <paramref name="Streams"/>.</param>
/// <param name="Streams">Whole stream names.</param>
/// <param name="Until">The last position, inclusive. For a moment instead of a position see <see cref="LogTimes"/>.</param>
/// <param name="Limit">At most this many events.</param>
public sealed record EventFilter(
    IReadOnlyList<string> Types,
    IReadOnlyList<string> Categories,
    IReadOnlyList<string> Streams,
    long? Until,
    int? Limit)
{
    /// <summary>Stream categories to leave out.</summary>
    public IReadOnlyList<string> ExceptCategories { get; init; } = [];

    /// <summary>Beginnings of stored event types; an event passes with a type of <see cref="Types"/> or with one that begins like this.</summary>
    public IReadOnlyList<string> TypePrefixes { get; init; } = [];

    public static EventFilter Everything { get; } = new([], [], [], null, null);

    /// <summary>The next <paramref name="limit"/> events, whatever they are.</summary>
    public static EventFilter Next(int limit) => Everything with { Limit = limit };
}
