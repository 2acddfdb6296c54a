using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Omnichannel.Hosting;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.OpenApi;

/// <summary>Every slice brings its own door. What doors there are stands in one approved list, so that none is lost and none opens unseen.</summary>
public sealed class SurfaceTests : IAsyncLifetime
{
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public void Routes_and_queues_are_those_that_were_approved()
    {
        var routes = _server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(route => Methods(route).Select(method => $"{method,-7} {Pattern(route),-60} {WhoMay(route)}"))
            .Order(StringComparer.Ordinal);
        var queues = _server.Services.GetServices<Queue>().Select(Line).Order(StringComparer.Ordinal);
        Approved.Matches("surface.verified.txt", $"# Routes: method, pattern, who may\n{string.Join('\n', routes)}\n\n# Queues: name, message, routing key\n{string.Join('\n', queues)}");
    }

    internal static string Pattern(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.Trim('/');

    internal static IReadOnlyList<string> Methods(RouteEndpoint route) => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"];

    private static string WhoMay(RouteEndpoint route)
    {
        if (route.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return "anybody";
        var scopes = route.Metadata.OfType<AuthorizationPolicy>().SelectMany(policy => policy.Requirements).OfType<ClaimsAuthorizationRequirement>()
            .SelectMany(requirement => requirement.AllowedValues ?? []).Distinct().Order(StringComparer.Ordinal).ToList();
        return scopes.Count > 0 ? string.Join(' ', scopes) : route.Metadata.OfType<AuthorizationPolicy>().Any() ? "by a rule of its own" : "admin";
    }

    private static string Line(Queue queue)
    {
        // A broadcast's queue is named anew in every process.
        var name = queue.IsTransient ? $"{queue.Name[..queue.Name.LastIndexOf('-')]}-*" : queue.Name;
        return $"{name,-40} {queue.Message.Name,-25} {queue.Key ?? "-",-10}{(queue.InOrder ? " in order" : "")}{(queue.IsRequest ? " request" : "")}".TrimEnd();
    }
}
