using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;
using Omnichannel.Settings;

namespace Omnichannel.Feeds;

/// <summary>What the module registers and maps for webhooks.</summary>
internal static class WebhookRoutes
{
    public static void AddWebhooks(this IHostApplicationBuilder builder)
    {
        builder.AddProjection<WebhookProjection>();
        builder.Services.AddSettings<WebhookOptions>();
        builder.Services.AddGuardedHttp(WebhookOptions.Client, provider => provider.GetRequiredService<WebhookOptions>().Allows);
        builder.Services.AddSingleton<WebhookCheckpoints>();
        builder.Services.AddSingleton<WebhookSender>();
        builder.Services.AddSingleton<WebhookRunner>();
        builder.Services.AddHostedService<WebhookFeed>();
        builder.Services.AddSingleton<WebhookStart>();
        builder.Services.AddSingleton<CreateWebhook>();
        builder.Services.AddSingleton<ShowWebhooks>();
        builder.Services.AddSingleton<WorkOnWebhook>();
    }

    public static void MapWebhooks(this IEndpointRouteBuilder feeds)
    {
        var routes = feeds.MapGroup("/webhooks").RequireScope(Scopes.Analyst);
        CreateWebhook.Map(routes);
        ShowWebhooks.Map(routes);
        WorkOnWebhook.Map(routes);
    }
}
