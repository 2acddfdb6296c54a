using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Omnichannel.EventSourcing;

namespace Omnichannel.Feeds;

/// <summary>What a subscriber wants of the log.</summary>
internal sealed record FeedQuery
{
    /// <summary>Only events beyond this position.</summary>
    [FromQuery(Name = "after")]
    public long? After { get; init; }

    [FromQuery(Name = "limit")]
    public int? Limit { get; init; }

    /// <summary>Event types, with commas; <c>conversation.*</c> is every type that begins so.</summary>
    [FromQuery(Name = "types")]
    public string? Types { get; init; }

    /// <summary>Stream names or categories, with commas.</summary>
    [FromQuery(Name = "streams")]
    public string? Streams { get; init; }

    /// <summary>From the time on, by the log's clock: what was written down late stands where it was written down.</summary>
    [FromQuery(Name = "from")]
    public DateTimeOffset? From { get; init; }

    /// <summary>Until before that time.</summary>
    [FromQuery(Name = "to")]
    public DateTimeOffset? To { get; init; }

    /// <summary>The range of the log that is requested.</summary>
    /// <exception cref="BadHttpRequestException">A limit, position or type that is none.</exception>
    public async Task<FeedRange> RangeAsync(LogTimes times, CancellationToken ct)
    {
        if (After < 0 || Limit < 0)
            throw new BadHttpRequestException("after and limit are not negative");
        if (Split(Types).Any(type => !FeedRange.IsType(type)))
            throw new BadHttpRequestException("a star stands at the end of a type");
        var began = From is { } from ? await times.PositionBeforeAsync(from, ct) : 0;
        var until = To is { } to ? await times.PositionBeforeAsync(to, ct) : (long?)null;
        return new FeedRange(Math.Max(After ?? 0, began), FeedRange.FilterOf(Split(Types), Split(Streams)) with { Until = until, Limit = Limit });
    }

    private static string[] Split(string? list) => list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
