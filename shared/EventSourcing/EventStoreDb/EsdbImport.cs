namespace Omnichannel.EventSourcing.EventStoreDb;

/// <summary>
/// Imports a chunk, judged as a whole before anything is written. An append here is one stream's, so stretches of one stream are written one
/// after another, which keeps the order; what a failure in the midst leaves is the chunk's beginning, and the same import again goes on there.
/// </summary>
internal sealed class EsdbImport(EsdbAppender appender)
{
    private const int MaxEvents = 500;

    /// <summary>Half of what a server takes at once.</summary>
    private const int MaxBytes = 512 * 1024;

    /// <returns>The position is the last event's that was written; 0 when none was.</returns>
    public async Task<ImportResult> ImportAsync(IReadOnlyList<ImportedEvent> events, CancellationToken ct)
    {
        var versions = new Dictionary<string, long>();
        var known = new Dictionary<Guid, (string Stream, long Version)>();
        foreach (var stream in events.GroupBy(e => e.Stream.ToString()))
        {
            ct.ThrowIfCancellationRequested();
            var ids = await appender.KnowAsync(stream.Key);
            versions[stream.Key] = ids.Version;
            foreach (var e in stream)
            {
                if (ids.Find([e.Event]) is { } found)
                    known[e.Event.Id] = (stream.Key, found.Version);
            }
        }

        var fresh = ImportPlan.NewOnes(events, versions, known);
        var position = 0L;
        for (var begin = 0; begin < fresh.Count;)
        {
            ct.ThrowIfCancellationRequested();
            var end = EndOf(fresh, begin);
            var written = await appender.AppendAsync(new AppendRequest(
                fresh[begin].Stream, fresh[begin].Version - 1, [.. fresh.Skip(begin).Take(end - begin).Select(e => e.Event)]));
            if (written.Outcome == AppendOutcome.Conflict)
                throw new ImportConflictException(begin, $"Somebody else writes to {fresh[begin].Stream}; it ends with version {written.Version} now.");
            (position, begin) = (written.Position, end);
        }

        return new ImportResult(fresh.Count, events.Count - fresh.Count, position);
    }

    private static int EndOf(List<ImportedEvent> events, int begin)
    {
        var (end, bytes) = (begin, 0);
        do
            bytes += events[end++].Event.Content.Length;
        while (end < events.Count && end - begin < MaxEvents && events[end].Stream == events[begin].Stream && bytes + events[end].Event.Content.Length <= MaxBytes);
        return end;
    }
}
