using Dapper;
using Omnichannel.EventSourcing;

namespace Omnichannel.Timeline;

/// <summary>
/// A timeline as it was known at a moment: the same projection over the citizen's streams up to then, in memory. Nothing is kept for it; the
/// log remembers.
/// </summary>
internal sealed class TimelineAsOf(IEventStore store, IReadModels readModels, TimelineProjection projection)
{
    public async Task<List<TimelineEntry>> ReadAsync(
        Guid citizenId, DateTimeOffset moment, long? before, string? channel, int limit, CancellationToken ct)
    {
        var rows = new RowChanges();
        foreach (var stream in await StreamsAsync(citizenId, ct))
        {
            await foreach (var recorded in store.ReadStreamAsync(stream, 0, ct))
            {
                if (recorded.Context.At <= moment && EventCatalog.Deserialize(recorded) is { } e)
                    projection.Apply(recorded, e, rows);
            }
        }

        if (!rows.Rows.TryGetValue(TimelineProjection.Entries, out var entries))
            return [];
        return
        [
            .. entries.Where(row => row.Value.ContainsKey("position"))
                .OrderByDescending(row => (long)row.Value["position"]!)
                .Where(row => before is null || (long)row.Value["position"]! < before)
                .Where(row => channel is null || (string?)row.Value.GetValueOrDefault("channel") == channel)
                .Take(limit)
                .Select(row => TimelineEntry.Of(row.Key, row.Value)),
        ];
    }

    private async Task<List<StreamName>> StreamsAsync(Guid citizenId, CancellationToken ct)
    {
        await using var connection = await readModels.OpenAsync(ct);
        var owners = await connection.QueryAsync<(string Category, string Id)>(new CommandDefinition(
            "SELECT category, id FROM timeline_owners WHERE citizen_id = @citizen", new { citizen = citizenId.ToString() }, cancellationToken: ct));
        return [.. owners.Select(owner => new StreamName(owner.Category, owner.Id))];
    }
}
