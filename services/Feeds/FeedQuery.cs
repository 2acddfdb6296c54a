using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Omnichannel.EventSourcing;

namespace Omnichannel.Feeds;

/// <summary>What a subscriber wants of the log.</summary>
/// <param name="After">Only events beyond this position.</param>
/// <param name="Types">Event types, with commas.</param>
/// <param name="Streams">Stream names or categories, with commas.</param>
/// <param name="From">The earliest time, inclusive.</param>
/// <param name="To">The latest time, exclusive.</param>
internal sealed record FeedQuery(
    [FromQuery(Name = "after")] long? After,
    [FromQuery(Name = "limit")] int? Limit,
    [FromQuery(Name = "types")] string? Types,
    [FromQuery(Name = "streams")] string? Streams,
    [FromQuery(Name = "from")] DateTimeOffset? From,
    [FromQuery(Name = "to")] DateTimeOffset? To)
{
    /// <summary>Keys and secrets of the installation are nobody's feed.</summary>
    private static readonly string[] Hidden = [InstallationSecrets.Category, "access"];

    /// <exception cref="BadHttpRequestException">A limit or position that is none.</exception>
    public EventFilter ToFilter()
    {
        if (After < 0 || Limit < 0)
            throw new BadHttpRequestException("after and limit are not negative");
        var streams = Split(Streams);
        return new EventFilter(
            Split(Types), [.. streams.Where(name => !name.Contains('-', StringComparison.Ordinal))],
            [.. streams.Where(name => name.Contains('-', StringComparison.Ordinal))], From, To, Limit)
        { ExceptCategories = Hidden };
    }

    private static string[] Split(string? list) => list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
