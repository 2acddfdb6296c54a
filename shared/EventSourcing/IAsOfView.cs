namespace Omnichannel.EventSourcing;

/// <summary>Tells what a citizen's timeline looked like once, from the log alone: no read model is asked.</summary>
public interface IAsOfView
{
    /// <summary>Writes one entry a line as JSON, the newest first, as they were when the log ended at <paramref name="until"/>.</summary>
    Task WriteAsync(Guid citizenId, long until, Stream output, CancellationToken ct);
}
