using Omnichannel.EventSourcing;

namespace Omnichannel.Feeds;

/// <summary>A stretch of the log: what lies beyond a position, as far as the filter lets it through.</summary>
internal sealed record FeedRange(long After, EventFilter Filter)
{
    /// <summary>Keys and secrets of the installation are nobody's feed.</summary>
    public static IReadOnlyList<string> Hidden { get; } = [InstallationSecrets.Category, "access", WebhookDecider.Category];

    /// <summary>Whether it can stand for event types: a star is its last character, or nowhere.</summary>
    public static bool IsType(string type) => type.IndexOf('*', StringComparison.Ordinal) is var star && (star < 0 || star == type.Length - 1);

    /// <param name="types">Event types, whole or, with a <c>*</c> at their end, by how they begin; none = all.</param>
    /// <param name="streams">Whole stream names, or categories; none = all.</param>
    public static EventFilter FilterOf(IReadOnlyList<string> types, IReadOnlyList<string> streams) =>
        EventFilter.Everything with
        {
            Types = [.. types.Where(type => !type.EndsWith('*'))],
            TypePrefixes = [.. types.Where(type => type.EndsWith('*')).Select(type => type[..^1])],
            Categories = [.. streams.Where(name => !name.Contains('-', StringComparison.Ordinal))],
            Streams = [.. streams.Where(name => name.Contains('-', StringComparison.Ordinal))],
            ExceptCategories = Hidden,
        };
}
