using System.Net.Mime;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Omnichannel.Hosting;

/// <summary>Health checks are the framework's own endpoints, which it does not describe.</summary>
internal static class HealthPaths
{
    public static async Task AddAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        var schema = await context.GetOrCreateSchemaAsync(typeof(Health), cancellationToken: ct);
        document.AddComponent(nameof(HealthCheck), await context.GetOrCreateSchemaAsync(typeof(HealthCheck), cancellationToken: ct));
        ((OpenApiSchema)schema.Properties!["checks"]).AdditionalProperties = new OpenApiSchemaReference(nameof(HealthCheck), document);
        document.AddComponent(nameof(Health), schema);
        Add(document, "/health/live", "live", "The process answers", [200]);
        Add(document, "/health/ready", "ready", "Store, bus and subscriptions do, with each one's lag", [200, 503]);
    }

    private static void Add(OpenApiDocument document, string path, string id, string summary, int[] statuses)
    {
        var operation = new OpenApiOperation
        {
            OperationId = id,
            Summary = summary,
            Security = [],
            Tags = new HashSet<OpenApiTagReference> { new("health", document) },
            Responses = new OpenApiResponses(),
        };
        foreach (var status in statuses)
        {
            operation.Responses[$"{status}"] = new OpenApiResponse
            {
                Description = status == 200 ? "Healthy, or degraded." : "Unhealthy.",
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [MediaTypeNames.Application.Json] = new() { Schema = new OpenApiSchemaReference(nameof(Health), document) },
                },
            };
        }

        document.Paths[path] = new OpenApiPathItem { Operations = new Dictionary<HttpMethod, OpenApiOperation> { [HttpMethod.Get] = operation } };
    }
}
