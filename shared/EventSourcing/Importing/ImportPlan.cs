namespace Omnichannel.EventSourcing;

/// <summary>What of a chunk is to be written: the rule of importing, the same for every store.</summary>
internal static class ImportPlan
{
    /// <summary>
    /// The events that the log does not have. One that it has must stand where it stood; all others must go on where their stream ends.
    /// </summary>
    /// <param name="versions">The version of each stream of the chunk in the log; 0 or none = no such stream. Moved on by what is new.</param>
    /// <param name="known">Where each id of the chunk that the log has stands.</param>
    /// <exception cref="ImportConflictException">An event fits neither way.</exception>
    public static List<ImportedEvent> NewOnes(
        IReadOnlyList<ImportedEvent> events, Dictionary<string, long> versions, IReadOnlyDictionary<Guid, (string Stream, long Version)> known)
    {
        var fresh = new List<ImportedEvent>(events.Count);
        for (var i = 0; i < events.Count; i++)
        {
            var e = events[i];
            var stream = e.Stream.ToString();
            if (known.TryGetValue(e.Event.Id, out var place))
            {
                if (place != (stream, e.Version))
                    throw new ImportConflictException(i, $"The log has event {e.Event.Id} as version {place.Version} of {place.Stream}, not as version {e.Version} of {stream}.");
                continue;
            }

            var version = versions.GetValueOrDefault(stream);
            if (e.Version != version + 1)
                throw new ImportConflictException(i, $"Event {e.Event.Id} is version {e.Version} of {stream}, which ends with version {version} here.");
            versions[stream] = e.Version;
            fresh.Add(e);
        }

        return fresh;
    }
}
