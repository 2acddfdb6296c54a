using System.Data.Common;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Feeds;

/// <summary>Reads the log out again, from where the target already is.</summary>
internal sealed class Replay(IEventStore store, ILogHead head, LogTimes times, TimeProvider time)
{
    private static readonly TimeSpan KeepEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>Returns the position reached: at the end, or where it was stopped; up to there everything is kept.</summary>
    public async Task<long> RunAsync(ReplayRequest order, IReplayTarget target, Progress progress, CancellationToken ct)
    {
        // The batch in hand is finished also on cancellation.
        var reached = await target.ReachedAsync(CancellationToken.None);
        var first = order.From is { } from ? await from.BeforeAsync(times, ct) : 0;
        var position = Math.Max(first, reached ?? 0);
        var until = order.To is { } to ? await to.UpToAsync(times, ct) : order.Follow ? long.MaxValue : await head.HeadAsync(ct);
        var (events, kept) = (0L, time.GetTimestamp());
        var isAway = false;
        try
        {
            do
            {
                try
                {
                    await ReadOnAsync();
                    isAway = false;
                }
                catch (DbException exception) when (order.Follow)
                {
                    // A replay that follows the log outlasts one that is away. What was read of the round is with the target already.
                    if (!isAway)
                        progress.Say($"The log does not answer; trying again: {exception.Message}");
                    isAway = true;
                    await Task.Delay(AskAgainAfter, time, ct);
                }
            }
            while (order.Follow && position < until);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await target.SaveAsync(CancellationToken.None);
        }

        progress.Done();
        return position;

        async Task ReadOnAsync()
        {
            // Taken before reading: what the filter passes over up to here need not be looked at again.
            var scanned = Math.Min(await head.HeadAsync(ct), until);
            await foreach (var recorded in store.ReadAllAsync(position, order.Filter with { Until = until }, ct))
            {
                await target.WriteAsync(recorded, ct);
                (position, events) = (recorded.Position, events + 1);
                if (time.GetElapsedTime(kept) < KeepEvery)
                    continue;
                await target.SaveAsync(ct);
                kept = time.GetTimestamp();
                progress.Report(events, order.Follow ? null : (double)(position - first) / Math.Max(1, until - first));
            }

            position = Math.Max(position, scanned);
            await target.SaveAsync(ct);
            progress.Report(events, order.Follow ? null : 1);
            if (order.Follow && position < until)
                await head.WaitBeyondAsync(position, ct);
        }
    }
}
