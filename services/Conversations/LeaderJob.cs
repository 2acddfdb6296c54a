using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Omnichannel.EventSourcing;

namespace Omnichannel.Conversations;

/// <summary>A periodic job, run by one process at a time. A failed run is logged, and the next one comes as usual.</summary>
/// <param name="name">What is led.</param>
/// <param name="pause">Between one round and the next.</param>
/// <param name="projection">Whose rows it looks at.</param>
internal abstract partial class LeaderJob(
    string name, TimeSpan pause, IProjection projection, ReadYourWrites clock, IReadModels readModels, TimeProvider time, ILogger log)
    : BackgroundService
{
    protected ILogger Logger => log;

    /// <param name="connection">To the read models.</param>
    protected abstract Task RoundAsync(DbConnection connection, DateTimeOffset now, CancellationToken ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(pause, time);
        var isReadable = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await using var lead = await readModels.TryLeadAsync(name, stoppingToken);
                if (lead is null)
                    continue;
                if (!isReadable)
                    await clock.ReadableAsync(projection, stoppingToken);
                isReadable = true;
                await using var connection = await readModels.OpenAsync(stoppingToken);
                await RoundAsync(connection, time.GetUtcNow(), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.Failed(log, name, exception);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A round of {Name} failed; it goes on with the next")]
        public static partial void Failed(ILogger log, string name, Exception exception);
    }
}
