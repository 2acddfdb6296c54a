using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Omnichannel.EventSourcing;

/// <summary>Reads the next events of the log for a follower: those it knows as records, and how far it has looked.</summary>
internal static partial class FollowedEvents
{
    /// <summary>
    /// Unknown types are passed over (they are newer than this program), unreadable content too, with a word in the log: live and rebuild
    /// alike, so that both make the same rows.
    /// </summary>
    public static async Task<(List<FollowedEvent> Events, long To)> NextAsync(
        IEventStore store, long after, int limit, ILogger log, CancellationToken ct)
    {
        var events = new List<FollowedEvent>();
        var to = after;
        await foreach (var recorded in store.ReadAllAsync(after, EventFilter.Next(limit), ct))
        {
            to = recorded.Position;
            try
            {
                if (EventCatalog.Deserialize(recorded) is { } e)
                    events.Add(new FollowedEvent(recorded, e));
            }
            catch (JsonException exception)
            {
                Log.Unreadable(log, recorded.Position, recorded.Type, exception.Path);
            }
        }

        return (events, to);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The event at {Position} of type {Type} cannot be read at {Path}; it is passed over")]
        public static partial void Unreadable(ILogger log, long position, string type, string? path);
    }
}
