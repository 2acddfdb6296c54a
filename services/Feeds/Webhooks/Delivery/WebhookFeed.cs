using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Omnichannel.EventSourcing;

namespace Omnichannel.Feeds;

/// <summary>Runs every webhook there is, each on its own, in one process of all.</summary>
internal sealed partial class WebhookFeed(
    IReadModels readModels, WebhookProjection projection, ReadYourWrites clock, WebhookCheckpoints places, WebhookRunner runner, ILogger<WebhookFeed> log)
    : BackgroundService
{
    private static readonly TimeSpan LeadRetryPause = TimeSpan.FromSeconds(2);

    /// <summary>How soon a change of a webhook is seen.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var lead = await readModels.TryLeadAsync("webhooks", stoppingToken);
                if (lead is not null)
                    await LeadAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.Failed(log, exception);
            }

            await Task.Delay(LeadRetryPause, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LeadAsync(CancellationToken ct)
    {
        await clock.ReadableAsync(projection, ct);
        await places.EnsureAsync(ct);
        var signals = new Dictionary<Guid, WebhookSignal>();
        var runs = new List<Task>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            for (var seen = -1L; ; await Task.Delay(Look, TimeProvider.System, ct))
            {
                foreach (var (id, isRemoved, changed) in await ChangedAsync(seen, ct))
                {
                    seen = changed;
                    if (signals.TryGetValue(id, out var signal))
                        signal.Ring();
                    else if (!isRemoved)
                        runs.Add(RunAsync(id, signals[id] = new WebhookSignal(), stop.Token));
                }

                // A run ends when its webhook is removed; any other end is one for all: this process may not be the one any more.
                foreach (var ended in runs.Where(run => run.IsCompleted).ToList())
                {
                    runs.Remove(ended);
                    await ended;
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(runs).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>What fails here is tried again, and holds up no other webhook.</summary>
    private async Task RunAsync(Guid id, WebhookSignal signal, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await runner.RunAsync(id, signal, ct);
                return;
            }
            catch (Exception exception) when (exception is not (OperationCanceledException or LeadLostException))
            {
                Log.RunFailed(log, id, exception);
                await Task.Delay(LeadRetryPause, TimeProvider.System, ct);
            }
        }
    }

    private async Task<List<(Guid Id, bool IsRemoved, long Changed)>> ChangedAsync(long seen, CancellationToken ct)
    {
        await using var connection = await readModels.OpenAsync(ct);
        var rows = await connection.QueryAsync<(string Id, long IsRemoved, long Changed)>(new CommandDefinition(
            "SELECT id, coalesce(is_removed, 0), changed FROM webhooks WHERE changed > @seen ORDER BY changed", new { seen }, cancellationToken: ct));
        return [.. rows.Select(row => (Guid.Parse(row.Id), row.IsRemoved == 1, row.Changed))];
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Webhooks are not delivered from here; it tries again")]
        public static partial void Failed(ILogger log, Exception exception);

        [LoggerMessage(LogLevel.Error, "Webhook {Id} failed here; it tries again")]
        public static partial void RunFailed(ILogger log, Guid id, Exception exception);
    }
}
