namespace Omnichannel.EventSourcing.EventStoreDb;

/// <summary>How long and how often something is tried again: with growing pauses until the deadline, and only what can succeed.</summary>
internal sealed class EsdbRetry(EsdbSettings settings, TimeProvider time)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private readonly long _began = time.GetTimestamp();
    private TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    public TimeSpan Left => settings.Deadline - time.GetElapsedTime(_began);

    /// <summary>Returns when it is time to try again; throws the failure when it is not worth it.</summary>
    public async Task PauseAsync(EsdbException failure, CancellationToken ct)
    {
        if (!failure.IsTransient || Left <= _pause)
            throw failure;
        // Another node is named: nothing to wait for, but two that name each other must not be called for ever without a pause.
        await Task.Delay(_pause, time, ct);
        _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
    }
}
