namespace Omnichannel.EventSourcing;

/// <summary>An event that was recorded elsewhere, with its version in its stream there.</summary>
/// <param name="Version">1 for the first of its stream.</param>
public sealed record ImportedEvent(StreamName Stream, long Version, NewEvent Event);

/// <param name="Appended">Events written now.</param>
/// <param name="Known">Events the log had already, as the same version of the same stream.</param>
/// <param name="Position">The log's head after it.</param>
public readonly record struct ImportResult(int Appended, int Known, long Position);

/// <summary>Takes over events in bulk, in the order given, at the rate the store can take them.</summary>
public interface IEventImport
{
    /// <summary>
    /// Writes all of them that the log does not have, durably, or none. EventStoreDB has no transaction over streams: there a failure in the
    /// midst may leave a beginning, and the same again goes on from it.
    /// </summary>
    /// <exception cref="ImportConflictException">An event does not follow on what its stream has.</exception>
    Task<ImportResult> ImportAsync(IReadOnlyList<ImportedEvent> events, CancellationToken ct);
}

/// <summary>An event does not fit: nothing of its chunk was written.</summary>
/// <param name="index">Which of the chunk it is, from 0.</param>
public sealed class ImportConflictException(int index, string message) : InvalidOperationException(message)
{
    public int Index => index;
}
