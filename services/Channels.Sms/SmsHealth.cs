using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Omnichannel.Channels.Sms;

/// <summary>Which providers are in use and which are aside; degraded while one is.</summary>
internal sealed class SmsHealth(SmsFailover failover) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var statuses = failover.Health.Statuses;
        var facts = statuses.ToDictionary(status => $"provider:{status.Name}", object (status) => status.IsAside ? "aside" : "in use");
        var aside = statuses.Where(status => status.IsAside).Select(status => status.Name).ToList();
        return Task.FromResult(aside.Count == 0
            ? HealthCheckResult.Healthy(data: facts)
            : HealthCheckResult.Degraded($"Aside, for failing or being slow: {string.Join(", ", aside)}.", data: facts));
    }
}
