using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Omnichannel.EventSourcing;

/// <summary>A stretch of the log as followers get it, its events as records.</summary>
/// <param name="From">The position it begins above.</param>
/// <param name="To">The position it ends at; <paramref name="From"/> when the log ended there.</param>
/// <param name="IsLast">The log ended there when it was read.</param>
/// <param name="Bytes">What its events' content takes.</param>
internal sealed partial record FollowedPage(long From, long To, IReadOnlyList<FollowedEvent> Events, bool IsLast, long Bytes)
{
    private static readonly Meter Meter = new("Omnichannel.EventSourcing");
    private static readonly Counter<long> Unknown = Meter.CreateCounter<long>(
        "omnichannel.log.unknown", "{event}", "Events read whose type this program does not know, or whose content it cannot read");

    /// <summary>
    /// Unknown types stand as <see cref="UnknownEvent"/> (they are newer than this program), unreadable content too, with a log entry:
    /// live and rebuild alike, so that both make the same rows.
    /// </summary>
    public static async Task<FollowedPage> ReadAsync(IEventStore store, long after, int limit, ILogger log, CancellationToken ct)
    {
        var events = new List<FollowedEvent>();
        var bytes = 0L;
        await foreach (var recorded in store.ReadAllAsync(after, EventFilter.Next(limit), ct))
        {
            bytes += recorded.Content.Length;
            events.Add(new FollowedEvent(recorded, RecordOf(recorded, log)));
        }

        return new FollowedPage(after, events.Count > 0 ? events[^1].Recorded.Position : after, events, events.Count < limit, bytes);
    }

    private static object RecordOf(RecordedEvent recorded, ILogger log)
    {
        try
        {
            if (EventCatalog.Deserialize(recorded) is { } e)
                return e;
        }
        catch (JsonException exception)
        {
            Log.Unreadable(log, recorded.Position, recorded.Type, exception.Path);
        }

        Unknown.Add(1, new KeyValuePair<string, object?>("category", recorded.Category));
        return UnknownEvent.One;
    }

    /// <summary>The rest of it, for a follower that stands in its middle.</summary>
    public FollowedPage After(long position) => position == From
        ? this
        : this with { From = position, Events = [.. Events.SkipWhile(followed => followed.Recorded.Position <= position)] };

    /// <summary>This page and the one that begins where it ends.</summary>
    public FollowedPage With(FollowedPage next) => next with { From = From, Events = [.. Events, .. next.Events], Bytes = Bytes + next.Bytes };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The event at {Position} of type {Type} cannot be read at {Path}; followers pass over it")]
        public static partial void Unreadable(ILogger log, long position, string type, string? path);
    }
}
