using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Feeds;

/// <summary>The log for others.</summary>
public sealed class FeedsModule : IServiceModule
{
    public string Name => "feeds";

    public void AddServices(IHostApplicationBuilder builder)
    {
        builder.AddEventSourcing();
        builder.Services.AddSingleton<ReadFeed>();
        builder.Services.AddSingleton<FollowFeed>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/events", ([AsParameters] FeedQuery query, ReadFeed slice, HttpContext http, CancellationToken ct) =>
                slice.HandleAsync(query, http, ct))
            .RequireScope(Scopes.Analyst).Produces(200, contentType: "application/x-ndjson").WithSummary("The log as CloudEvents, one a line");
        routes.MapGet("/live", ([AsParameters] FeedQuery query, FollowFeed slice, HttpContext http, CancellationToken ct) =>
                slice.HandleAsync(query, http, ct))
            .RequireScope(Scopes.Analyst).Produces(200, contentType: "text/event-stream").WithSummary("The same, live");
    }
}
