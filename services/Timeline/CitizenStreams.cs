using Dapper;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;

namespace Omnichannel.Timeline;

/// <summary>
/// Finds the streams that a citizen's timeline is made of. The citizen's own stream names addresses and conversations, though a moment
/// after they became theirs, and no enrolment: which those are stands in the table of owners. Where that is behind, or empty, the rest of
/// the log is looked through for what makes a stream somebody's.
/// </summary>
internal sealed class CitizenStreams(IEventStore store, IReadModels readModels, TimelineProjection projection)
{
    /// <summary>Makes what a read model says how far it is in.</summary>
    public Task EnsureAsync(CancellationToken ct) => readModels.EnsureAsync([], "", ct);

    /// <summary>
    /// Every stream that was the citizen's when the log ended at <paramref name="until"/>. Some that were not may be among them: an address
    /// that was theirs at another time.
    /// </summary>
    public async Task<IReadOnlyCollection<StreamName>> FindAsync(Guid citizenId, long until, CancellationToken ct)
    {
        var own = new StreamName("citizen", citizenId);
        var found = new HashSet<StreamName> { own };
        await foreach (var recorded in store.ReadStreamAsync(own, 0, ct))
        {
            switch (EventCatalog.DeserializeOrNull(recorded))
            {
                case CitizenEvent.ContactPointAdded e:
                    found.Add(new StreamName("contactpoint", e.ContactPointId));
                    break;
                case CitizenEvent.ConversationJoined e:
                    found.Add(new StreamName("conversation", e.ConversationId));
                    break;
            }
        }

        // First how far it is, then what it has: by then it can only have more.
        var reached = await readModels.CheckpointAsync($"{projection.Name}-{projection.Version}", ct);
        // Without a checkpoint the table is missing, or of an older version.
        if (reached > 0)
            found.UnionWith(await OwnedAsync(citizenId, ct));
        if (reached < until)
            await AddLaterAsync(found, citizenId, reached, until, ct);
        return found;
    }

    private async Task<IEnumerable<StreamName>> OwnedAsync(Guid citizenId, CancellationToken ct)
    {
        await using var connection = await readModels.OpenAsync(ct);
        var rows = await connection.QueryAsync<(string Category, string Id)>(new CommandDefinition(
            "SELECT category, id FROM timeline_owners WHERE citizen_id = @citizen", new { citizen = citizenId.ToString() }, cancellationToken: ct));
        return rows.Select(row => new StreamName(row.Category, row.Id));
    }

    private async Task AddLaterAsync(HashSet<StreamName> found, Guid citizenId, long after, long until, CancellationToken ct)
    {
        var filter = EventFilter.Everything with { Types = TimelineProjection.OwningTypes, Until = until };
        await foreach (var recorded in store.ReadAllAsync(after, filter, ct))
        {
            if (EventCatalog.DeserializeOrNull(recorded) is { } e && TimelineProjection.OwnerIn(e) == citizenId)
                found.Add(new StreamName(recorded.Category, recorded.StreamId));
        }
    }
}
