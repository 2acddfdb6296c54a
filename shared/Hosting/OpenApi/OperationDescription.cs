using System.Net.Mime;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using ApiExplorerDescription = Microsoft.AspNetCore.Mvc.ApiExplorer.ApiDescription;

namespace Omnichannel.Hosting;

/// <summary>What follows from conventions and need not be said by each slice: its id, who may call it, how it fails, how it is repeated.</summary>
internal static class OperationDescription
{
    public static void Complete(OpenApiOperation operation, ApiExplorerDescription description, OpenApiDocument document)
    {
        var metadata = description.ActionDescriptor.EndpointMetadata;
        operation.OperationId = IdOf(metadata, description.HttpMethod!);
        operation.Description = SchemaTypes.Plain(operation.Description);
        operation.Responses ??= new OpenApiResponses();
        var policies = metadata.OfType<AuthorizationPolicy>().ToList();
        var isOpen = metadata.OfType<IAllowAnonymous>().Any();
        operation.Security = isOpen ? [] : SecurityOf(policies, document);
        foreach (var part in metadata.OfType<IOperationPart>())
            part.AddTo(operation, document);
        // Some providers send the same in a query as in a body.
        if (description.HttpMethod is "GET")
            operation.RequestBody = null;
        if (!isOpen && description.HttpMethod is not "GET")
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameterReference(SharedParts.IdempotencyKey, document));
        }

        foreach (var status in ProblemsOf(operation, metadata, isOpen, description.HttpMethod!))
            operation.Responses[$"{status}"] = SharedParts.ProblemOf(status, document);
    }

    private static string IdOf(IEnumerable<object> metadata, string method)
    {
        var name = metadata.OfType<IEndpointNameMetadata>().LastOrDefault()?.EndpointName
            ?? throw new InvalidOperationException($"{metadata.OfType<IEndpointSummaryMetadata>().LastOrDefault()?.Summary} has no name: WithName(…).");
        var isOneOfMany = metadata.OfType<IHttpMethodMetadata>().LastOrDefault()?.HttpMethods.Count > 1;
        return JsonNamingPolicy.CamelCase.ConvertName(name) + (isOneOfMany ? $"By{method[0]}{method[1..].ToLowerInvariant()}" : "");
    }

    /// <summary>One entry for each scope that is enough. What every endpoint is closed to but says nothing of, is for admins.</summary>
    private static List<OpenApiSecurityRequirement> SecurityOf(List<AuthorizationPolicy> policies, OpenApiDocument document)
    {
        var scopes = policies.SelectMany(policy => policy.Requirements).OfType<ClaimsAuthorizationRequirement>()
            .Where(requirement => requirement.ClaimType == AccessKeyAuthentication.ScopeClaim)
            .SelectMany(requirement => requirement.AllowedValues ?? []).ToHashSet();
        if (scopes.Count > 1)
            scopes.Remove(Scopes.Admin);
        return [.. scopes.DefaultIfEmpty(Scopes.Admin).Select(scope => Requirement(SharedParts.Key, document, scope))];
    }

    public static OpenApiSecurityRequirement Requirement(string scheme, OpenApiDocument document, params IEnumerable<string> scopes) =>
        new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [.. scopes] };

    private static SortedSet<int> ProblemsOf(OpenApiOperation operation, IList<object> metadata, bool isOpen, string method)
    {
        var statuses = new SortedSet<int>(metadata.OfType<Refused>().SelectMany(refused => refused.Statuses));
        statuses.UnionWith(operation.Responses!.Keys.Where(status => status[0] is '4' or '5').Select(int.Parse));
        if (!isOpen)
            statuses.UnionWith([401, 403, 429, 503]);
        if (!isOpen && method is not "GET")
            statuses.UnionWith([400, 422]);
        if (operation.Parameters is { Count: > 0 })
            statuses.Add(400);
        if (operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Path) == true)
            statuses.Add(404);
        if (operation.RequestBody is not null)
            statuses.UnionWith([400, 413]);
        if (metadata.OfType<IAcceptsMetadata>().Any())
            statuses.Add(415);
        // Pages for people answer with a page.
        statuses.RemoveWhere(status => operation.Responses.TryGetValue($"{status}", out var own) && own.Content?.ContainsKey(MediaTypeNames.Text.Html) == true);
        return statuses;
    }
}
