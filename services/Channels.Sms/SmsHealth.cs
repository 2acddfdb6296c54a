using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Omnichannel.Channels.Sms;

/// <summary>Tells which providers are in use and which are aside; degraded while one is.</summary>
internal sealed class SmsHealth(SmsFailover routes) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var standings = routes.Choice.Statuses;
        var facts = standings.ToDictionary(standing => $"provider:{standing.Name}", object (standing) => standing.IsAside ? "aside" : "in use");
        var aside = standings.Where(standing => standing.IsAside).Select(standing => standing.Name).ToList();
        return Task.FromResult(aside.Count == 0
            ? HealthCheckResult.Healthy(data: facts)
            : HealthCheckResult.Degraded($"Aside, for failing or being slow: {string.Join(", ", aside)}.", data: facts));
    }
}
