using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Feeds;

/// <summary>What the module registers and maps for webhooks.</summary>
internal static class WebhookRoutes
{
    public static void AddWebhooks(this IHostApplicationBuilder builder)
    {
        var options = WebhookOptions.Read(builder.Configuration);
        builder.AddProjection<WebhookProjection>();
        builder.Services.AddSingleton(options);
        builder.Services.AddGuardedHttp(WebhookOptions.Client, options.Allows);
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
        routes.MapPost("/", (CreateWebhook.Body body, CreateWebhook slice, HttpContext http, CancellationToken ct) => slice.HandleAsync(body, http, ct))
            .Produces<WebhookView>(201).WithSummary("Have events delivered to an address; the secret is shown once");
        routes.MapGet("/", (int? limit, string? cursor, long? atLeast, ShowWebhooks slice, HttpContext http, CancellationToken ct) =>
                slice.ListAsync(limit, cursor, atLeast, http, ct))
            .Produces<Page<WebhookView>>().WithSummary("The caller's webhooks");
        routes.MapGet("/{id:guid}", (Guid id, ShowWebhooks slice, HttpContext http, CancellationToken ct) => slice.ShowAsync(id, http, ct))
            .Produces<WebhookView>().WithSummary("One of them: where it stands, and when it is tried again");
        routes.MapDelete("/{id:guid}", (Guid id, WorkOnWebhook slice, HttpContext http, CancellationToken ct) => slice.RemoveAsync(id, http, ct))
            .Produces(204).WithSummary("End it");
        routes.MapGet("/{id:guid}/deliveries", (Guid id, int? limit, string? cursor, ShowWebhooks slice, HttpContext http, CancellationToken ct) =>
                slice.DeliveriesAsync(id, limit, cursor, http, ct))
            .Produces<Page<WebhookDelivery>>().WithSummary("The last 500 attempts, the latest first");
        routes.MapPost("/{id:guid}/rotate", (Guid id, WorkOnWebhook slice, HttpContext http, CancellationToken ct) => slice.RotateAsync(id, http, ct))
            .Produces<WebhookView>().WithSummary("A new secret; both sign for 24 hours");
        routes.MapPost("/{id:guid}/pause", (Guid id, WorkOnWebhook slice, HttpContext http, CancellationToken ct) => slice.PauseAsync(id, http, ct))
            .Produces<WebhookView>().WithSummary("Deliver nothing until it is resumed");
        routes.MapPost("/{id:guid}/resume", (Guid id, WorkOnWebhook slice, HttpContext http, CancellationToken ct) => slice.ResumeAsync(id, http, ct))
            .Produces<WebhookView>().WithSummary("Go on where it was");
        routes.MapPost("/{id:guid}/replay", (Guid id, WorkOnWebhook.ReplayBody body, WorkOnWebhook slice, HttpContext http, CancellationToken ct) =>
                slice.ReplayAsync(id, body, http, ct))
            .Produces<WebhookView>().WithSummary("Go on from another position or time");
    }
}
