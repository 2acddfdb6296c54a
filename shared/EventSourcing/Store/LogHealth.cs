using System.Data.Common;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Omnichannel.EventSourcing;

/// <summary>Ready when the log answers and no subscription of this process stands still; tells each one's lag against the true head.</summary>
internal sealed class LogHealth(ILogHead head, SubscriptionProgress progress) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var facts = new Dictionary<string, object>();
        try
        {
            facts["head"] = await head.HeadAsync(cancellationToken);
            foreach (var place in progress.All)
                facts[$"lag:{place.Name}"] = await head.CountBeyondAsync(place.Position, cancellationToken);
        }
        catch (DbException exception)
        {
            return HealthCheckResult.Unhealthy($"The log does not answer: {exception.GetType().Name}.");
        }

        var still = progress.All.Where(place => place.Failure is not null).ToArray();
        return still.Length == 0
            ? HealthCheckResult.Healthy(data: facts)
            : HealthCheckResult.Degraded(string.Join("; ", still.Select(place => $"{place.Name} stands at {place.Position}: {place.Failure}")), data: facts);
    }
}
