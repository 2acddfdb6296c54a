using System.Globalization;
using Omnichannel.EventSourcing;

namespace Omnichannel.Feeds;

/// <summary>A bound in the log as people give it: a position, or a time.</summary>
internal readonly record struct LogBound(long? Position, DateTimeOffset? Moment)
{
    /// <summary>Reads digits as a position, anything else as a time (RFC 3339; without an offset it is UTC).</summary>
    public static bool TryParse(string text, out LogBound bound)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            bound = new LogBound(position, null);
            return true;
        }

        var isTime = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment);
        bound = isTime ? new LogBound(null, moment) : default;
        return isTime;
    }

    /// <summary>The last position before it.</summary>
    public async Task<long> BeforeAsync(LogTimes times, CancellationToken ct) =>
        Moment is { } moment ? await times.PositionBeforeAsync(moment, ct) : Math.Max(0, Position!.Value - 1);

    /// <summary>The last position up to it: the position itself, or what the log had before the moment.</summary>
    public async Task<long> UpToAsync(LogTimes times, CancellationToken ct) =>
        Moment is { } moment ? await times.PositionBeforeAsync(moment, ct) : Position!.Value;
}
