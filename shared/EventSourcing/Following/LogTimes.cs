using Dapper;

namespace Omnichannel.EventSourcing;

/// <summary>
/// Finds the position of a moment in the log without reading through it. A mark is kept for every thousand events or minute: a position, and
/// the latest time that any event up to it has. Clocks differ and messages wait, so an event may be older than the one before it; it
/// counts as part of the time at which it was written down.
/// </summary>
public sealed class LogTimes(IEventStore store, IReadModels readModels) : ISubscriber
{
    private const int MarkEvents = 1_000;
    private static readonly TimeSpan MarkTime = TimeSpan.FromMinutes(1);
    private static readonly Table Marks = new("log_times", "id", [new("position", ColumnType.Number), new("at", ColumnType.Number)], ["at"]);

    private TimeMark? _last;
    private TimeMark _reached = TimeMark.None;
    private int _since;

    public string Name => "log-times-1";

    public async Task<bool> HandleAsync(IReadOnlyList<FollowedEvent> events, CancellationToken ct)
    {
        var marks = new List<TimeMark>();
        var last = _last ?? await StartAsync(events[0].Recorded.Position, ct);
        // Until this has worked: what fails begins with the marks that are kept.
        _last = null;
        foreach (var (recorded, _) in events)
        {
            _reached = _reached.With(recorded);
            if (++_since < MarkEvents && _reached.At - last.At < MarkTime)
                continue;
            marks.Add(last = _reached);
            _since = 0;
        }

        await SaveAsync(marks, ct);
        _last = last;
        return marks.Count > 0;
    }

    /// <summary>
    /// The last position before the log had reached a moment: everything up to it was written down earlier, and the event after it is of
    /// that moment or later. The head when the log ends before the moment; 0 when it begins after it.
    /// </summary>
    public async Task<long> PositionBeforeAsync(DateTimeOffset moment, CancellationToken ct)
    {
        var position = await MarkBeforeAsync(moment, ct);
        await foreach (var recorded in store.ReadAllAsync(position, EventFilter.Everything, ct))
        {
            if (recorded.Context.At >= moment)
                break;
            position = recorded.Position;
        }

        return position;
    }

    /// <summary>The position of the last mark before a moment; 0 when there is none.</summary>
    private async Task<long> MarkBeforeAsync(DateTimeOffset moment, CancellationToken ct)
    {
        await readModels.EnsureAsync([Marks], "", ct);
        await using var connection = await readModels.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            "SELECT position FROM log_times WHERE at < @at ORDER BY at DESC, position DESC LIMIT 1", new { at = Microseconds.Of(moment) }, cancellationToken: ct)) ?? 0;
    }

    /// <summary>What lies between the last mark and the first event to come was seen before a restart, and counts.</summary>
    private async Task<TimeMark> StartAsync(long next, CancellationToken ct)
    {
        await readModels.EnsureAsync([Marks], "", ct);
        TimeMark last;
        await using (var connection = await readModels.OpenAsync(ct))
        {
            last = await connection.QueryFirstOrDefaultAsync<(long Position, long At)?>(new CommandDefinition(
                "SELECT position, at FROM log_times ORDER BY at DESC, position DESC LIMIT 1", cancellationToken: ct)) is { } row
                ? new TimeMark(row.Position, Microseconds.ToTime(row.At))
                : TimeMark.None;
        }

        (_reached, _since) = (last, 0);
        await foreach (var recorded in store.ReadAllAsync(last.Position, EventFilter.Everything with { Until = next - 1 }, ct))
            (_reached, _since) = (_reached.With(recorded), _since + 1);
        return last;
    }

    private async Task SaveAsync(List<TimeMark> marks, CancellationToken ct)
    {
        if (marks.Count == 0)
            return;
        await using var connection = await readModels.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO log_times (id, position, at) VALUES (@id, @position, @at) ON CONFLICT (id) DO NOTHING",
            marks.Select(mark => new { id = $"{mark.Position}", position = mark.Position, at = Microseconds.Of(mark.At) }),
            cancellationToken: ct));
    }

    /// <param name="At">The latest time of any event up to the position.</param>
    private readonly record struct TimeMark(long Position, DateTimeOffset At)
    {
        public static TimeMark None => new(0, DateTimeOffset.UnixEpoch);

        public TimeMark With(RecordedEvent recorded) => new(recorded.Position, recorded.Context.At > At ? recorded.Context.At : At);
    }
}
