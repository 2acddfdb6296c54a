namespace Omnichannel.EventSourcing.Sealing;

/// <summary>Any import, with personal fields sealed as in every append. New keys of a chunk are made together.</summary>
internal sealed class SealedImport(IEventImport inner, IEventStore store, PersonalKeys keys) : IEventImport, IDisposable
{
    private readonly StreamSubjects _subjects = new(store);

    public async Task<ImportResult> ImportAsync(IReadOnlyList<ImportedEvent> events, CancellationToken ct)
    {
        var subjects = await SubjectsAsync(events, ct);
        var taken = await Task.WhenAll(subjects.OfType<Guid>().Distinct().Select(async subject => (subject, key: await keys.TakeAsync(subject, ct))));
        var opened = taken.ToDictionary(pair => pair.subject, pair => pair.key);
        return await inner.ImportAsync([.. events.Select((e, i) => subjects[i] is { } subject ? Seal(e, subject, opened[subject]) : e)], ct);
    }

    public void Dispose() => _subjects.Dispose();

    /// <summary>For each event whose it is; null where nothing is personal.</summary>
    private async Task<Guid?[]> SubjectsAsync(IReadOnlyList<ImportedEvent> events, CancellationToken ct)
    {
        var current = new Dictionary<StreamName, Guid>();
        var subjects = new Guid?[events.Count];
        for (var i = 0; i < subjects.Length; i++)
        {
            var (stream, version, e) = events[i];
            if (StreamSubjects.Named(e.Type, e.Content) is { } named)
                current[stream] = named;
            if (PersonalShape.Of(e.Type) is not { Fields.Count: > 0 } shape || !SealedContent.HasPersonal(e.Content.Span, shape))
                continue;
            if (!current.TryGetValue(stream, out var subject))
                current[stream] = subject = await BeforeAsync(stream, version, ct);
            subjects[i] = subject;
        }

        return subjects;
    }

    /// <summary>A stream that begins here has nothing in the log to look at.</summary>
    private async Task<Guid> BeforeAsync(StreamName stream, long version, CancellationToken ct) =>
        version == 1 ? StreamSubjects.OfItself(stream) : await _subjects.FindAsync(stream, ct);

    private static ImportedEvent Seal(ImportedEvent imported, Guid subject, byte[]? key) => imported with
    {
        Event = imported.Event with
        {
            Content = SealedContent.Seal(
                imported.Event.Content.Span, PersonalShape.Of(imported.Event.Type)!, subject, key, imported.Stream, imported.Event),
        },
    };
}
