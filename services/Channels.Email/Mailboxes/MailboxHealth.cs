using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Omnichannel.Channels.Email;

/// <summary>How each watched folder stands; degraded while one cannot be watched, or a mail in it cannot be taken.</summary>
internal sealed class MailboxHealth(MailboxWatches watches) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var facts = watches.Watches.ToDictionary(watch => $"mailbox:{watch.Name}", object (watch) => watch.State.Says);
        var away = watches.Watches.Where(watch => watch.State.IsAway).Select(watch => watch.Name).ToList();
        return Task.FromResult(away.Count == 0
            ? HealthCheckResult.Healthy(data: facts)
            : HealthCheckResult.Degraded($"Mail waits in: {string.Join(", ", away)}. 'omnichannel doctor' says more.", data: facts));
    }
}
