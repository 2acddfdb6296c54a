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
        var answer = new
        {
            Status = report.Status.ToString(),
            Checks = report.Entries.ToDictionary(
                entry => entry.Key, entry => new { Status = entry.Value.Status.ToString(), entry.Value.Description, Facts = entry.Value.Data }),
        };
        return JsonSerializer.SerializeAsync(context.Response.Body, answer, ContractJson.Options, context.RequestAborted);
    }
}
