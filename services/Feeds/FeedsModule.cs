using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;
using Omnichannel.Settings;

namespace Omnichannel.Feeds;

/// <summary>The log for others.</summary>
public sealed class FeedsModule : IServiceModule
{
    public string Name => "feeds";

    public void AddServices(IHostApplicationBuilder builder)
    {
        builder.AddEventSourcing();
        builder.AddSubscriber<LogTimes>();
        if (builder.Configuration.ReadSettings<ConnectionOptions>().RabbitMq is { Length: > 0 } broker)
        {
            builder.Services.AddSingleton(new ExchangeOptions(new Uri(broker)));
            builder.AddSubscriber<ExchangeFeed>();
        }

        builder.AddWebhooks();
        builder.Services.AddSingleton<ReadFeed>();
        builder.Services.AddSingleton<FollowFeed>();
        builder.Services.AddSingleton<ShowSubscriptions>();
        builder.Services.AddSingleton<Replay>();
        builder.Services.AddSingleton<Import>();
    }

    public IEnumerable<Command> Verbs(IOfflineCommand offline) => [new ReplayVerb().Make(offline), ImportVerb.Make(offline)];

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        ReadFeed.Map(routes);
        FollowFeed.Map(routes);
        ShowSubscriptions.Map(routes);
        routes.MapWebhooks();
    }

    public void MapRootEndpoints(IEndpointRouteBuilder routes) => routes.MapGet("/asyncapi.json", () => Results.Text(AsyncApiDocument.Text, "application/json"))
        .AllowAnonymous().ExcludeFromDescription();
}
