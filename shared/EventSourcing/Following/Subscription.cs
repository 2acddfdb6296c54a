using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Omnichannel.EventSourcing;

/// <summary>
/// Follows the log from a checkpoint and then live. One process at a time leads a subscription; what fails is tried again until it works,
/// for skipping would make read models that disagree with the log.
/// </summary>
internal sealed partial class Subscription(
    IFollowing following, IEventStore store, ILogHead head, IReadModels readModels, SubscriptionProgress progress, TimeProvider time,
    ILogger<Subscription> log) : BackgroundService
{
    internal const int BatchSize = 500;
    private static readonly TimeSpan LeadPatience = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Under load a batch begins at most this often: followers that wake for every single event take processor time from the
    /// appends. On an idle log the next event is followed at once.
    /// </summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
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
                var wait = TimeSpan.FromMilliseconds(Math.Min(30_000, 100 * Math.Pow(2, Math.Min(failures, 10))));
                Log.Failed(log, following.Name, failures, wait, exception);
                await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task FollowAsync(Action worked, CancellationToken ct)
    {
        var position = await following.StartAsync(ct);
        progress.Reached(following.Name, position);
        while (true)
        {
            var (events, to) = await FollowedEvents.NextAsync(store, position, BatchSize, log, ct);
            if (to == position)
            {
                await head.WaitBeyondAsync(position, ct);
                continue;
            }

            var began = time.GetTimestamp();
            // Moved by another (a rebuild that swapped): go on from where it stands now.
            position = await following.AdvanceAsync(position, to, events, ct) ? to : await following.StartAsync(ct);
            progress.Reached(following.Name, position);
            worked();
            if (time.GetElapsedTime(began) is var took && took < Pace && events.Count < BatchSize)
                await Task.Delay(Pace - took, time, ct);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Subscription {Subscription} failed {Failures} times in a row; it tries again in {Wait}")]
        public static partial void Failed(ILogger log, string subscription, int failures, TimeSpan wait, Exception exception);
    }
}
