using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Timeline;

/// <summary>The read side of a citizen: one timeline over all channels.</summary>
public sealed class TimelineModule : IServiceModule
{
    public string Name => "timeline";

    public void AddServices(IHostApplicationBuilder builder)
    {
        builder.AddEventSourcing();
        builder.AddProjection<TimelineProjection>();
        builder.AddSubscriber<ScrubTimeline>();
        builder.Services.AddSingleton<TimelineAsOf>();
        builder.Services.AddSingleton<IAsOfView>(provider => provider.GetRequiredService<TimelineAsOf>());
        builder.Services.AddSingleton<ShowTimeline>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/citizens/{id:guid}", (Guid id, [AsParameters] ShowTimeline.Query query, ShowTimeline slice, HttpContext http, CancellationToken ct) =>
                slice.PageAsync(id, query, http, ct))
            .RequireScope(Scopes.Read, Scopes.Agent).Produces<Page<TimelineEntry>>().WithSummary("A citizen's timeline over all channels, newest first");
        routes.MapGet("/citizens/{id:guid}/live", (Guid id, ShowTimeline slice, HttpContext http, CancellationToken ct) => slice.LiveAsync(id, http, ct))
            .RequireScope(Scopes.Read, Scopes.Agent).Produces(200, contentType: "text/event-stream").WithSummary("The same, live");
    }
}
