using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Omnichannel.Channels;

/// <summary>
/// What stands around every call to one provider: a limit per sender, then retries with jitter that honour the provider's own
/// <c>Retry-After</c>, a circuit breaker, and a time limit per attempt.
/// </summary>
internal sealed class SendPipeline
{
    /// <summary>A longer <c>Retry-After</c> is not waited for: reconciliation dispatches the message again.</summary>
    private static readonly TimeSpan MostPatience = TimeSpan.FromSeconds(30);

    private readonly ResiliencePipeline<SendOutcome> _pipeline;
    private readonly ConcurrentDictionary<string, TokenBucketRateLimiter> _senders = new();
    private readonly SendLimits _limits;

    public SendPipeline(SendLimits limits, TimeProvider time)
    {
        _limits = limits;
        var builder = new ResiliencePipelineBuilder<SendOutcome> { TimeProvider = time };
        if (limits.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<SendOutcome>
            {
                ShouldHandle = new PredicateBuilder<SendOutcome>().HandleResult(
                    outcome => outcome is SendOutcome.Unclear || (outcome is SendOutcome.TryLater later && !(later.After > MostPatience))),
                MaxRetryAttempts = limits.Retries,
                Delay = TimeSpan.FromMilliseconds(500),
                MaxDelay = MostPatience,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Result as SendOutcome.TryLater)?.After),
            });
        }

        _pipeline = builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<SendOutcome>
            {
                // That one recipient has to wait says nothing about the provider.
                ShouldHandle = new PredicateBuilder<SendOutcome>().HandleResult(outcome =>
                    outcome is SendOutcome.Unclear
                    || (outcome is SendOutcome.TryLater later && !later.Reason.StartsWith("recipient.", StringComparison.Ordinal))),
                FailureRatio = 0.5,
                MinimumThroughput = 20,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(10),
            })
            .Build();
    }

    /// <summary>Runs attempts until one is final or the retries are used up; then the last outcome stands.</summary>
    /// <param name="sender">Our own number or address: each has a limit of its own.</param>
    public async Task<SendOutcome> RunAsync(string sender, Func<CancellationToken, Task<SendOutcome>> attempt, CancellationToken ct)
    {
        using var lease = await LimiterOf(sender).AcquireAsync(1, ct);
        if (!lease.IsAcquired)
            return new SendOutcome.TryLater("sender.too-many", TimeSpan.FromSeconds(1));
        return await _pipeline.ExecuteAsync(async token => await AttemptAsync(attempt, token), ct);
    }

    /// <summary>An attempt that takes too long may have arrived: its outcome is unclear, not failed.</summary>
    private async Task<SendOutcome> AttemptAsync(Func<CancellationToken, Task<SendOutcome>> attempt, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(_limits.Timeout);
        try
        {
            return await attempt(timeout.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new SendOutcome.Unclear("provider.timeout");
        }
    }

    private TokenBucketRateLimiter LimiterOf(string sender) => _senders.GetOrAdd(sender, _ =>
    {
        var perSecond = Math.Max(1, _limits.PerSenderPerSecond);
        // About fifty times a second, and never more in a second than configured, whatever the number divides by.
        var perPeriod = Math.Max(1, perSecond / 50);
        return new TokenBucketRateLimiter(new()
        {
            TokenLimit = perSecond,
            TokensPerPeriod = perPeriod,
            ReplenishmentPeriod = TimeSpan.FromSeconds((double)perPeriod / perSecond),
            QueueLimit = 10_000,
        });
    });
}

/// <param name="Timeout">Per attempt.</param>
/// <param name="Retries">Attempts after the first.</param>
/// <param name="PerSenderPerSecond">Messages one of our senders may send in a second.</param>
public sealed record SendLimits(TimeSpan Timeout, int Retries, int PerSenderPerSecond);
