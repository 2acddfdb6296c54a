using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Omnichannel.Hosting;
using Polly;
using Polly.Retry;

namespace Omnichannel.Channels.Email;

/// <summary>Watches every folder of every mailbox. Of several processes one does; what ends is begun again, after a pause that grows.</summary>
internal sealed partial class MailboxWatches(
    MailboxList mailboxes, MailboxConnections connections, MailboxIntake intake, ILeadership leadership, IHostApplicationLifetime lifetime, TimeProvider time,
    ILogger<MailboxWatches> log) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    /// <summary>Hosts lock accounts that try wrong passwords too often.</summary>
    private static readonly TimeSpan SignInPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LeadPatience = TimeSpan.FromSeconds(5);

    public IReadOnlyList<FolderWatch> Watches { get; } =
    [
        .. mailboxes.All.SelectMany(mailbox => mailbox.Folders.Select(folder => new FolderWatch(mailbox, folder, connections, intake, time, log))),
    ];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What mail leads to is only there once everything has started.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // A start that fails, at a port that is taken, stops what it has begun.
        if (stoppingToken.IsCancellationRequested)
            return;
        await Task.WhenAll(Watches.Select(watch => KeepAsync(watch, stoppingToken)));
    }

    private async Task KeepAsync(FolderWatch watch, CancellationToken ct)
    {
        var pauses = Pauses(watch);
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await pauses.ExecuteAsync(async token => await TurnAsync(watch, token), ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>One connection. Returns when something went well before it ended: then the pauses begin anew.</summary>
    private async Task TurnAsync(FolderWatch watch, CancellationToken ct)
    {
        await using var lead = await leadership.TryLeadAsync($"mailbox {watch.Name}", ct);
        if (lead is null)
        {
            watch.IsElsewhere();
            await Task.Delay(LeadPatience, time, ct);
            return;
        }

        var hasWorked = false;
        try
        {
            await watch.RunAsync(() => hasWorked = true, ct);
        }
        catch (MailboxFault fault) when (hasWorked)
        {
            Failed(watch, fault, ShortestPause);
            await Task.Delay(ShortestPause, time, ct);
        }
    }

    private ResiliencePipeline Pauses(FolderWatch watch) => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is not null && !arguments.Context.CancellationToken.IsCancellationRequested),
            MaxRetryAttempts = int.MaxValue,
            Delay = ShortestPause,
            MaxDelay = LongestPause,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(
                arguments.Outcome.Exception is MailboxFault { Code: MailboxFault.SignInRefused }
                    ? TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, SignInPause.Ticks * (1 + arguments.AttemptNumber)))
                    : null),
            OnRetry = arguments =>
            {
                Failed(watch, arguments.Outcome.Exception as MailboxFault ?? new MailboxFault("mailbox.failed", "", arguments.Outcome.Exception), arguments.RetryDelay);
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    /// <summary>The code and the kind of exception: its words may have an address in them.</summary>
    private void Failed(FolderWatch watch, MailboxFault fault, TimeSpan pause)
    {
        watch.HasFailed(fault);
        Log.Failed(log, watch.Name, fault.Code, fault.InnerException?.GetType().Name ?? "-", pause);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Mailbox folder {Folder} cannot be watched: {Code} ({Fault}); 'omnichannel doctor' says more. It tries again in {Pause}")]
        public static partial void Failed(ILogger log, string folder, string code, string fault, TimeSpan pause);
    }
}
