namespace Omnichannel.EventSourcing;

/// <summary>Where the log ends, and when it grows.</summary>
public interface ILogHead
{
    /// <summary>The position of the last committed event; 0 for an empty log.</summary>
    Task<long> HeadAsync(CancellationToken ct);

    /// <summary>
    /// How many events stand beyond a position. Where positions have gaps they are counted one by one, and it stops at 10,000: then it is that
    /// many, or more.
    /// </summary>
    async Task<long> CountBeyondAsync(long position, CancellationToken ct) => Math.Max(0, await HeadAsync(ct) - position);

    /// <summary>Returns as soon as the log has, or may have, grown beyond <paramref name="position"/>; at the latest after a second.</summary>
    Task WaitBeyondAsync(long position, CancellationToken ct);
}
