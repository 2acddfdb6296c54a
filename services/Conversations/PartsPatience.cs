using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;

namespace Omnichannel.Conversations;

/// <summary>
/// Parts that never come must not hold back those that did: <see cref="ConversationsOptions.PartsPatience"/> after its latest part a
/// message goes on with gaps.
/// </summary>
internal sealed partial class PartsPatience(
    IReadModels readModels, CommandHandler handler, ConversationsOptions options, TimeProvider time, ILogger<PartsPatience> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.PartsPatience / 4, time);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await using var lead = await readModels.TryLeadAsync("parts-patience", stoppingToken);
                if (lead is not null)
                    await GiveUpAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.Failed(log, exception);
            }
        }
    }

    private async Task GiveUpAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var before = now - options.PartsPatience;
        await using var connection = await readModels.OpenAsync(ct);
        var waiting = (await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT id FROM waiting_parts WHERE is_waiting = 1 AND at < @before ORDER BY at LIMIT 500", new { before = Microseconds.Of(before) },
            cancellationToken: ct))).AsList();
        foreach (var id in waiting)
        {
            await handler.HandleAsync(
                PartsDecider.Decider, new StreamName("parts", id), new PartsCommand.GiveUp(before, now),
                CommandContext.First(DerivedId.From("give-up", id, $"{now.UtcTicks}"), "conversations", now), ct);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Looking for incomplete messages failed; it goes on with the next round")]
        public static partial void Failed(ILogger log, Exception exception);
    }
}
