using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Omnichannel.EventSourcing;

/// <summary>
/// Follows the log from a checkpoint and then live. One process at a time leads a subscription; what fails is tried again until it works,
/// for skipping would make read models that disagree with the log.
/// </summary>
internal sealed partial class Subscription(
    ISubscriptionTarget following, LogTail tail, ILogHead head, IReadModels readModels, SubscriptionProgress progress, TimeProvider time,
    ILogger<Subscription> log) : BackgroundService
{
    internal const int BatchSize = 500;
    private static readonly TimeSpan LeadPatience = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Under load a batch begins at most this often: followers that wake for every single event take processor time from the
    /// appends. On an idle log the next event is followed at once.
    /// </summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan SaveLatest = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long the log has to be quiet before a position that led to nothing is saved: under load there is a moment's rest after nearly every
    /// event, and a transaction for each of them was three of four that the read models had.
    /// </summary>
    private static readonly TimeSpan Lull = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (failures, isReady) = (0, false);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // Who does not lead asks for checkpoints too, and may be there before the process that does.
                if (!isReady)
                    await readModels.EnsureAsync([], "", stoppingToken);
                isReady = true;
                await using var lead = await readModels.TryLeadAsync(following.Name, stoppingToken);
                if (lead is null)
                {
                    progress.Reached(following.Name, await readModels.CheckpointAsync(following.Name, stoppingToken));
                    await Task.Delay(LeadPatience, time, stoppingToken);
                    continue;
                }

                await FollowAsync(() => failures = 0, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                failures++;
                progress.Failed(following.Name, exception.GetType().Name);
                var wait = TimeSpan.FromMilliseconds(Math.Min(5_000, 100 * Math.Pow(2, Math.Min(failures, 10))));
                Log.Failed(log, following.Name, failures, wait, exception);
                await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task FollowAsync(Action worked, CancellationToken ct)
    {
        var saved = await following.StartAsync(ct);
        var (position, savedAt) = (saved, time.GetTimestamp());
        progress.Reached(following.Name, position);
        while (true)
        {
            var page = await tail.NextAsync(position, ct);
            var began = time.GetTimestamp();
            if (page.To > position)
            {
                var rows = await following.ActAsync(page.Events, ct);
                position = page.To;
                // What led to nothing need not be saved at once: only when much would have to be looked at again, or nothing else is to be done.
                if (rows is not null || time.GetElapsedTime(savedAt) > SaveLatest)
                    await SaveAsync(rows ?? new RowChanges());
                progress.Reached(following.Name, position);
                worked();
            }

            if (page.IsLast)
            {
                var grown = head.WaitBeyondAsync(position, ct);
                if (saved != position && await IsLullAsync(grown))
                    await SaveAsync(new RowChanges());
                await grown;
            }

            if (page.IsLast && time.GetElapsedTime(began) is var took && took < Interval)
                await Task.Delay(Interval - took, time, ct);
        }

        async Task<bool> IsLullAsync(Task grown)
        {
            if (Lull - time.GetElapsedTime(savedAt) is { Ticks: > 0 } left)
                await Task.WhenAny(grown, Task.Delay(left, time, ct));
            return !grown.IsCompleted;
        }

        async Task SaveAsync(RowChanges rows)
        {
            // Moved by another (a rebuild that swapped): go on from where it stands now.
            if (!await following.SaveAsync(saved, position, rows, ct))
                position = await following.StartAsync(ct);
            (saved, savedAt) = (position, time.GetTimestamp());
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Subscription {Subscription} failed {Failures} times in a row; it tries again in {Wait}")]
        public static partial void Failed(ILogger log, string subscription, int failures, TimeSpan wait, Exception exception);
    }
}
