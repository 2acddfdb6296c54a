namespace Omnichannel.EventSourcing;

/// <summary>A citizen's timeline as it was at a moment, from the log; a read model may at most say where to look.</summary>
public interface IAsOfView
{
    /// <summary>Writes one entry a line as JSON, the newest first, as they were when the log ended at <paramref name="until"/>.</summary>
    Task WriteAsync(Guid citizenId, long until, Stream output, CancellationToken ct);
}
