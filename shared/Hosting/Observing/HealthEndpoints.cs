using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Omnichannel.Contracts;

namespace Omnichannel.Hosting;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: store, bus and subscriptions do, with each one's lag.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        var answer = new Health(
            report.Status.ToString(),
            report.Entries.ToDictionary(entry => entry.Key, entry => new HealthCheck(entry.Value.Status.ToString(), entry.Value.Description, entry.Value.Data)));
        return JsonSerializer.SerializeAsync(context.Response.Body, answer, ContractJson.Options, context.RequestAborted);
    }
}

/// <param name="Status"><c>Healthy</c>, <c>Degraded</c> or <c>Unhealthy</c>.</param>
/// <param name="Checks">Each part by its name.</param>
internal sealed record Health(
    [property: AllowedValues("Healthy", "Degraded", "Unhealthy")] string Status, IReadOnlyDictionary<string, HealthCheck> Checks);

/// <param name="Facts">What it measured, such as <c>behind</c>.</param>
internal sealed record HealthCheck(
    [property: AllowedValues("Healthy", "Degraded", "Unhealthy")] string Status, string? Description, IReadOnlyDictionary<string, object> Facts);
