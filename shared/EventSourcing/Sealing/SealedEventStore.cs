using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Omnichannel.EventSourcing.Sealing;

/// <summary>
/// Any store, with personal fields sealed on their way in and opened on their way out: callers see plain JSON, whatever is
/// below sees none of it, and nobody can forget it. Where a key was destroyed the fields are there and empty.
/// </summary>
internal sealed partial class SealedEventStore(IEventStore inner, PersonalKeys keys, ILogger<SealedEventStore> log) : IEventStore, IDisposable
{
    /// <summary>Events whose keys are looked up at once, and a bound for what that holds in memory.</summary>
    private const int MaxPage = 500;
    private const long MaxPageBytes = 4 << 20;

    private static readonly Meter Meter = new("Omnichannel.EventSourcing");
    private static readonly Counter<long> Unopened = Meter.CreateCounter<long>(
        "omnichannel.log.unopened", "{event}", "Sealed events that could not be opened, by reason; destroyed keys do not count");

    private readonly StreamSubjects _subjects = new(inner);

    public bool KnowsIdsAcrossStreams => inner.KnowsIdsAcrossStreams;

    public async Task<AppendResult> AppendAsync(AppendRequest request, CancellationToken ct)
    {
        var sealedRequest = request.Events.Any(HasPersonal) ? await SealAsync(request, ct) : request;
        var result = await inner.AppendAsync(sealedRequest, ct);
        if (result.Outcome == AppendOutcome.Appended)
        {
            foreach (var e in request.Events)
                _subjects.Note(request.Stream.ToString(), e.Type, e.Content);
        }

        return result;
    }

    public IAsyncEnumerable<RecordedEvent> ReadStreamAsync(StreamName stream, long afterVersion, CancellationToken ct) =>
        OpenAsync(inner.ReadStreamAsync(stream, afterVersion, ct), isStream: true, ct);

    public IAsyncEnumerable<RecordedEvent> ReadAllAsync(long afterPosition, EventFilter filter, CancellationToken ct) =>
        OpenAsync(inner.ReadAllAsync(afterPosition, filter, ct), isStream: false, ct);

    public void Dispose() => _subjects.Dispose();

    private static bool HasPersonal(NewEvent e) =>
        PersonalShape.Of(e.Type) is { Fields.Count: > 0 } shape && SealedContent.HasPersonal(e.Content.Span, shape);

    private async Task<AppendRequest> SealAsync(AppendRequest request, CancellationToken ct)
    {
        Guid? named = null;
        foreach (var e in request.Events)
            named = StreamSubjects.Named(e.Type, e.Content) ?? named;
        var subject = named ?? await _subjects.FindAsync(request.Stream, ct);
        var key = await keys.TakeAsync(subject, ct);
        if (key is null && named is null && await _subjects.ReadAsync(request.Stream, ct) is var now && now != subject)
        {
            // The stream has become another's since it was last looked at, by another process.
            subject = now;
            key = await keys.TakeAsync(subject, ct);
        }

        return request with
        {
            Events = [.. request.Events.Select(e => HasPersonal(e)
                ? e with { Content = SealedContent.Seal(e.Content.Span, PersonalShape.Of(e.Type)!, subject, key, request.Stream, e) }
                : e)],
        };
    }

    private async IAsyncEnumerable<RecordedEvent> OpenAsync(
        IAsyncEnumerable<RecordedEvent> events, bool isStream, [EnumeratorCancellation] CancellationToken ct)
    {
        var page = new List<Read>();
        var bytes = 0L;
        await foreach (var recorded in events.WithCancellation(ct))
        {
            if (isStream)
                _subjects.Note(recorded.Stream, recorded.Type, recorded.Content);
            page.Add(new Read(recorded, IsPlain(recorded) ? null : SealedContent.Find(recorded.Content.Span)));
            bytes += recorded.Content.Length;
            if (page.Count < MaxPage && bytes < MaxPageBytes)
                continue;
            var known = await FindKeysAsync(page, ct);
            foreach (var read in page)
                yield return Open(read, known);
            page.Clear();
            bytes = 0;
        }

        var last = await FindKeysAsync(page, ct);
        foreach (var read in page)
            yield return Open(read, last);
    }

    /// <summary>Known types without anything personal need not be looked into.</summary>
    private static bool IsPlain(RecordedEvent recorded) => PersonalShape.Of(recorded.Type) is { Fields.Count: 0 };

    private ValueTask<IReadOnlyDictionary<Guid, PersonalKey>> FindKeysAsync(List<Read> page, CancellationToken ct)
    {
        HashSet<Guid>? wanted = null;
        foreach (var read in page)
        {
            if (read.Found is { Box: not null } found)
                (wanted ??= []).Add(found.Subject);
        }

        return wanted is null ? new(PersonalKey.None) : keys.FindAsync(wanted, ct);
    }

    private RecordedEvent Open(Read read, IReadOnlyDictionary<Guid, PersonalKey> known)
    {
        if (read.Found is not { } found)
            return read.Recorded;
        var members = found.Box is null ? null : Members(read.Recorded, found, known.GetValueOrDefault(found.Subject));
        return read.Recorded with
        {
            Content = SealedContent.Merge(
                read.Recorded.Content.Span, found, members is null ? PersonalShape.Of(read.Recorded.Type)?.Empties ?? [] : members),
        };
    }

    private byte[]? Members(RecordedEvent recorded, SealedContent.Found found, PersonalKey? key)
    {
        if (key is { IsDestroyed: true })
            return null;
        var members = key is { Value: { } value } ? SealedContent.Open(found.Box!, value, recorded) : null;
        if (members is not null)
            return members;
        var reason = key is null ? "key-missing" : "box-broken";
        Unopened.Add(1, new KeyValuePair<string, object?>("reason", reason));
        Log.Unopened(log, recorded.Position, recorded.Type, reason);
        return null;
    }

    private readonly record struct Read(RecordedEvent Recorded, SealedContent.Found? Found);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The personal fields of the event at {Position} of type {Type} cannot be opened: {Reason}; they are shown empty")]
        public static partial void Unopened(ILogger log, long position, string type, string reason);
    }
}
