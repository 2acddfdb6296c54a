using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Omnichannel.EventSourcing;

namespace Omnichannel.Outreach;

/// <summary>
/// Does what falls due, four times a second: so a pause stops new messages within a second. One process at a time leads; each round begins
/// with what the log says now, so that who refused a moment ago is not written to.
/// </summary>
internal sealed partial class OutreachScheduler(
    IReadModels readModels, OutreachProjection projection, ReadYourWrites clock, ILogHead head, CommandHandler handler, CitizenFactsReader facts,
    EnrolAudience enrolment, AdvanceEnrolment advance, TimeProvider time, ILogger<OutreachScheduler> log) : BackgroundService
{
    private const int MostAtOnce = 400;
    private const int SideBySide = 32;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LeadPatience = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var lead = await readModels.TryLeadAsync("outreach-clock", stoppingToken);
                if (lead is null)
                    await Task.Delay(LeadPatience, time, stoppingToken);
                else
                    await LeadAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.Failed(log, exception);
                await Task.Delay(LeadPatience, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Both at once: the first are written to while a large audience is still being begun with.</summary>
    private async Task LeadAsync(CancellationToken ct)
    {
        await clock.ReadableAsync(projection, ct);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Task[] loops = [RepeatAsync(enrolment.RunAsync, both.Token), RepeatAsync(RoundAsync, both.Token)];
        var failed = await Task.WhenAny(loops);
        await both.CancelAsync();
        await Task.WhenAll(loops).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await failed;
    }

    private async Task RepeatAsync(Func<CancellationToken, Task<bool>> doAsync, CancellationToken ct)
    {
        while (true)
        {
            if (!await doAsync(ct))
                await Task.Delay(Tick, time, ct);
        }
    }

    /// <returns>True when there is more to do at once.</returns>
    private async Task<bool> RoundAsync(CancellationToken ct)
    {
        await StopCancelledAsync(ct);
        var due = await DueAsync(ct);
        if (due.Count == 0)
            return false;
        // The rules look at citizens as the log knows them by now, not as the read model did a moment ago.
        if (!await clock.ReachesAsync(projection, await head.HeadAsync(ct), ct))
            return false;
        var citizens = await facts.ReadAsync([.. due.Select(one => one.Citizen)], ct);
        var waits = 0;
        foreach (var campaign in due.GroupBy(one => one.Campaign))
        {
            var state = (await handler.LoadAsync(CampaignDecider.At(campaign.Key), ct)).State;
            if (!state.IsRunning)
                continue;
            await Parallel.ForEachAsync(
                campaign, new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = ct },
                async (one, stop) =>
                {
                    // A pause that this process handled holds at once, any other from the next round on.
                    var isRunning = (await handler.RecallAsync(CampaignDecider.At(campaign.Key), stop)).State.IsRunning;
                    if (isRunning && !await advance.HandleAsync(one.Id, state, citizens[one.Citizen], stop))
                        Interlocked.Increment(ref waits);
                });
        }

        // What was just done is not due any more, once the read model knows. And no more is wanted than gets written: what waits to be
        // written a pause cannot stop.
        var done = await head.HeadAsync(ct);
        await clock.ReachesAsync(projection, done, ct);
        await clock.ReachesAsync(OutreachDispatch.Subscription, done, ct);
        return due.Count == MostAtOnce && waits < MostAtOnce / 2;
    }

    private async Task<List<(Guid Id, Guid Campaign, Guid Citizen)>> DueAsync(CancellationToken ct)
    {
        await using var connection = await readModels.OpenAsync(ct);
        var rows = await connection.QueryAsync<(string Id, string Campaign, string Citizen)>(new CommandDefinition(
            """
            SELECT id, campaign_id, citizen_id FROM outreach_enrolments
            WHERE status = 'active' AND due_at <= @now
              AND campaign_id NOT IN (SELECT id FROM outreach_campaigns WHERE status = 'paused')
            ORDER BY due_at LIMIT @limit
            """,
            new { now = Microseconds.Of(time.GetUtcNow()), limit = MostAtOnce }, cancellationToken: ct));
        return [.. rows.Select(row => (Guid.Parse(row.Id), Guid.Parse(row.Campaign), Guid.Parse(row.Citizen)))];
    }

    /// <summary>What is pending of a cancelled campaign is off, due or not.</summary>
    private async Task StopCancelledAsync(CancellationToken ct)
    {
        await using var connection = await readModels.OpenAsync(ct);
        var ids = (await connection.QueryAsync<string>(new CommandDefinition(
            """
            SELECT w.id FROM outreach_campaigns c JOIN outreach_enrolments w ON w.campaign_id = c.id AND w.status = 'active'
            WHERE c.status = 'cancelled' LIMIT @limit
            """,
            new { limit = MostAtOnce }, cancellationToken: ct))).AsList();
        await Parallel.ForEachAsync(
            ids, new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = ct },
            async (id, stop) => await StopEnrolment.StopAsync(handler, Guid.Parse(id), "campaign-cancelled", "outreach", time.GetUtcNow(), stop));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A round of outreach failed; it goes on with the next")]
        public static partial void Failed(ILogger log, Exception exception);
    }
}
