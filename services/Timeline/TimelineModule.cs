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
        builder.AddScrubAfterErasure<TimelineProjection>();
        builder.Services.AddSingleton<CitizenStreams>();
        builder.Services.AddSingleton<TimelineAsOf>();
        builder.Services.AddSingleton<IAsOfView>(provider => provider.GetRequiredService<TimelineAsOf>());
        builder.Services.AddSingleton<ShowTimeline>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        ShowTimeline.Map(routes);
    }
}
