using System.Text.Json;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;

namespace Omnichannel.Timeline;

/// <summary>
/// A timeline as it was known at a moment: what the projection makes of the citizen's streams up to then, in memory, and read by the rule of
/// the live one: an entry is the citizen's whose stream it stands in. Nothing is kept for it.
/// </summary>
internal sealed class TimelineAsOf(IEventStore store, CitizenStreams streams, LogTimes times, TimelineProjection projection) : IAsOfView
{
    /// <summary>What the log had at a moment, to the end of its microsecond.</summary>
    public async Task<List<TimelineEntry>> ReadAsync(
        Guid citizenId, DateTimeOffset moment, long? before, string? channel, int limit, CancellationToken ct)
    {
        var next = moment < DateTimeOffset.MaxValue ? moment.AddTicks(1) : moment;
        return await ReadAsync(citizenId, await times.PositionBeforeAsync(next, ct), before, channel, limit, ct);
    }

    public async Task WriteAsync(Guid citizenId, long until, Stream output, CancellationToken ct)
    {
        // Offline, the folder may be one that nothing was served from.
        await streams.EnsureAsync(ct);
        foreach (var entry in await ReadAsync(citizenId, until, null, null, int.MaxValue, ct))
        {
            await JsonSerializer.SerializeAsync(output, entry, ContractJson.Options, ct);
            await output.WriteAsync("\n"u8.ToArray(), ct);
        }
    }

    /// <param name="until">The position that the log ended at.</param>
    private async Task<List<TimelineEntry>> ReadAsync(Guid citizenId, long until, long? before, string? channel, int limit, CancellationToken ct)
    {
        var rows = await RowsAsync(await streams.FindAsync(citizenId, until, ct), until, ct);
        var owned = rows.Fold(TimelineProjection.Owners)
            .Where(row => row.Value.GetValueOrDefault("citizen_id") as string == citizenId.ToString()).Select(row => row.Key).ToHashSet();
        return
        [
            .. rows.Fold(TimelineProjection.Entries)
                .Where(row => row.Value.ContainsKey("position") && owned.Contains((string)row.Value["owner"]!))
                .OrderByDescending(row => (long)row.Value["position"]!)
                .Where(row => before is null || (long)row.Value["position"]! < before)
                .Where(row => channel is null || (string?)row.Value.GetValueOrDefault("channel") == channel)
                .Take(limit)
                .Select(row => TimelineEntry.Of(row.Key, row.Value)),
        ];
    }

    /// <summary>In the order of the log, as the live projection gets them.</summary>
    private async Task<RowChanges> RowsAsync(IEnumerable<StreamName> found, long until, CancellationToken ct)
    {
        var events = new List<RecordedEvent>();
        foreach (var stream in found)
        {
            await foreach (var recorded in store.ReadStreamAsync(stream, 0, ct))
            {
                if (recorded.Position > until)
                    break;
                events.Add(recorded);
            }
        }

        var rows = new RowChanges();
        foreach (var recorded in events.OrderBy(recorded => recorded.Position))
        {
            if (EventCatalog.DeserializeOrNull(recorded) is { } e)
                projection.Apply(recorded, e, rows);
        }

        return rows;
    }
}
