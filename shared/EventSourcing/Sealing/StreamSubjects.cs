using Microsoft.Extensions.Caching.Memory;
using Omnichannel.Contracts;

namespace Omnichannel.EventSourcing.Sealing;

/// <summary>
/// Whose the personal fields of a stream are: a citizen's own for <c>citizen</c> streams; else what the latest event of the stream with a
/// <see cref="SubjectAttribute"/> says; else nobody's yet, which is a subject of the stream's own. Remembered for streams in use.
/// </summary>
internal sealed class StreamSubjects(IEventStore store) : IDisposable
{
    private const string OwnCategory = "citizen";
    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = 50_000 });

    /// <summary>The subject of a stream without any event.</summary>
    public static Guid OfItself(StreamName stream) =>
        stream.Category == OwnCategory && Guid.TryParse(stream.Id, out var citizen) ? citizen : Subjects.OwnOf(stream);

    /// <summary>The subject as it is remembered, else as the stream says.</summary>
    public async ValueTask<Guid> FindAsync(StreamName stream, CancellationToken ct)
    {
        if (stream.Category == OwnCategory)
            return OfItself(stream);
        return _known.TryGetValue(stream.ToString(), out Guid known) ? known : await ReadAsync(stream, ct);
    }

    /// <summary>The subject as the stream says now.</summary>
    public async Task<Guid> ReadAsync(StreamName stream, CancellationToken ct)
    {
        var subject = OfItself(stream);
        await foreach (var recorded in store.ReadStreamAsync(stream, 0, ct))
            subject = Named(recorded.Type, recorded.Content) ?? subject;
        Remember(stream.ToString(), subject);
        return subject;
    }

    /// <summary>Learns from an event that was read or written.</summary>
    public void Note(string stream, string type, ReadOnlyMemory<byte> content)
    {
        if (Named(type, content) is { } subject)
            Remember(stream, subject);
    }

    public static Guid? Named(string type, ReadOnlyMemory<byte> content) =>
        PersonalShape.Of(type) is { SubjectField: not null } shape ? SealedContent.SubjectOf(content.Span, shape) : null;

    public void Dispose() => _known.Dispose();

    private void Remember(string stream, Guid subject)
    {
        using var entry = _known.CreateEntry(stream);
        entry.Size = 1;
        entry.Value = subject;
    }
}
