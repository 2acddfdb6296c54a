using System.Text.Json;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;

namespace Omnichannel.Timeline;

/// <summary>
/// A timeline as it was known at a moment: the same projection over the citizen's streams up to then, in memory. Nothing is kept for it; the
/// log remembers, and says which streams are the citizen's too.
/// </summary>
internal sealed class TimelineAsOf(IEventStore store, TimelineProjection projection) : IAsOfView
{
    /// <param name="counts">Whether an event was known then.</param>
    public async Task<List<TimelineEntry>> ReadAsync(
        Guid citizenId, Func<RecordedEvent, bool> counts, long? before, string? channel, int limit, CancellationToken ct)
    {
        var rows = new RowChanges();
        var streams = new List<StreamName>();
        await ApplyAsync(new StreamName("citizen", citizenId), e =>
        {
            if (e is CitizenEvent.ContactPointAdded added)
                streams.Add(new StreamName("contactpoint", added.ContactPointId));
            else if (e is CitizenEvent.ConversationJoined joined)
                streams.Add(new StreamName("conversation", joined.ConversationId));
        });
        foreach (var stream in streams.Distinct().ToArray())
            await ApplyAsync(stream, _ => { });

        return
        [
            .. rows.Fold(TimelineProjection.Entries).Where(row => row.Value.ContainsKey("position"))
                .OrderByDescending(row => (long)row.Value["position"]!)
                .Where(row => before is null || (long)row.Value["position"]! < before)
                .Where(row => channel is null || (string?)row.Value.GetValueOrDefault("channel") == channel)
                .Take(limit)
                .Select(row => TimelineEntry.Of(row.Key, row.Value)),
        ];

        async Task ApplyAsync(StreamName stream, Action<object> look)
        {
            await foreach (var recorded in store.ReadStreamAsync(stream, 0, ct))
            {
                if (!counts(recorded) || EventCatalog.Deserialize(recorded) is not { } e)
                    continue;
                projection.Apply(recorded, e, rows);
                look(e);
            }
        }
    }

    public async Task WriteAsync(Guid citizenId, long until, Stream output, CancellationToken ct)
    {
        foreach (var entry in await ReadAsync(citizenId, recorded => recorded.Position <= until, null, null, int.MaxValue, ct))
        {
            await JsonSerializer.SerializeAsync(output, entry, ContractJson.Options, ct);
            await output.WriteAsync("\n"u8.ToArray(), ct);
        }
    }
}
