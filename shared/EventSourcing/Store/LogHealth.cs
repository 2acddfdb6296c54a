using System.Data.Common;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Omnichannel.EventSourcing;

/// <summary>Healthy when the log answers and no subscription of this process stands still; reports each one's lag behind the head.</summary>
internal sealed class LogHealth(ILogHead head, SubscriptionProgress progress) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var facts = new Dictionary<string, object>();
        try
        {
            facts["head"] = await head.HeadAsync(cancellationToken);
            foreach (var checkpoint in progress.All)
                facts[$"lag:{checkpoint.Name}"] = await head.CountBeyondAsync(checkpoint.Position, cancellationToken);
        }
        catch (DbException exception)
        {
            return HealthCheckResult.Unhealthy($"The log does not answer: {exception.GetType().Name}.");
        }

        var still = progress.All.Where(checkpoint => checkpoint.Failure is not null).ToArray();
        return still.Length == 0
            ? HealthCheckResult.Healthy(data: facts)
            : HealthCheckResult.Degraded(string.Join("; ", still.Select(checkpoint => $"{checkpoint.Name} stands at {checkpoint.Position}: {checkpoint.Failure}")), data: facts);
    }
}
