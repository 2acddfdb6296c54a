using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Outreach;

/// <summary>Two-way outreach: campaigns, and one workflow for each citizen that one is on its way with.</summary>
public sealed class OutreachModule : IServiceModule
{
    public string Name => "outreach";

    public void AddServices(IHostApplicationBuilder builder)
    {
        builder.AddEventSourcing();
        builder.AddProjection<OutreachProjection>();
        builder.AddSubscriber<OutreachDispatch>();
        builder.AddSubscriber<OutreachReactions>();
        builder.AddSubscriber<OutreachTriggers>();
        builder.AddSubscriber<ScrubOutreach>();
        var services = builder.Services;
        services.AddSingleton(OutreachOptions.Read(builder.Configuration));
        services.AddSingleton<CitizenFactsReader>();
        services.AddSingleton<EnrolmentLookup>();
        services.AddSingleton<Audience>();
        services.AddSingleton<PageLinks>();
        services.AddSingleton<ChannelThrottle>();
        services.AddSingleton<AdvanceEnrolment>();
        services.AddSingleton<EnrolAudience>();
        services.AddHostedService<OutreachScheduler>();
        services.AddHostedService<SampleCampaigns>();
        services.AddSingleton<DraftCampaign>();
        services.AddSingleton<WorkOnCampaign>();
        services.AddSingleton<UploadList>();
        services.AddSingleton<PreviewCampaign>();
        services.AddSingleton<TestSend>();
        services.AddSingleton<Backtest>();
        services.AddSingleton<ShowCampaigns>();
        services.AddSingleton<ShowProgress>();
        services.AddSingleton<ExportPeople>();
        services.AddSingleton<ShareLifeEvent>();
        services.AddSingleton<CitizenHistory>();
        services.AddSingleton<CitizenPage>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        MapCampaigns(routes.MapGroup("/campaigns"));
        routes.MapPost("/citizens/{id:guid}/link", async (Guid id, PageLinks links, CancellationToken ct) => Results.Ok(new { url = await links.PreferencesAsync(id, ct) }))
            .RequireScope(Scopes.Agent).WithSummary("The citizen's own page, to be given to nobody else");
        routes.MapPost("/ways/{id:guid}/stop", (Guid id, WorkOnCampaign slice, HttpContext http, CancellationToken ct) => slice.StopEnrolmentAsync(id, http, ct))
            .RequireScope(Scopes.Agent).WithSummary("End a campaign for one citizen");
        routes.MapPost("/life-events", (ShareLifeEvent.Body body, ShareLifeEvent slice, HttpContext http, CancellationToken ct) => slice.HandleAsync(body, http, ct))
            .RequireScope(Scopes.Connect, Scopes.Agent).Produces<ShareLifeEvent.Accepted>(202)
            .WithSummary("Something happened in a citizen's life: each department is told what its purpose needs");
        routes.MapGet("/me/{token}", (string token, CitizenPage slice, HttpContext http, CancellationToken ct) => slice.ShowAsync(token, http, ct))
            .AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/me/{token}", (string token, CitizenPage slice, HttpContext http, CancellationToken ct) => slice.ChangeAsync(token, http, ct))
            .AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/unsubscribe/{token}", (string token, CitizenPage slice, HttpContext http, CancellationToken ct) => slice.AskAsync(token, http, ct))
            .AllowAnonymous().Produces(200, contentType: "text/html").WithSummary("Asks whether messages for a purpose are to end");
        routes.MapPost("/unsubscribe/{token}", (string token, CitizenPage slice, HttpContext http, CancellationToken ct) => slice.UnsubscribeAsync(token, http, ct))
            .AllowAnonymous().Produces(200, contentType: "text/html").WithSummary("Ends them with one click (RFC 8058)");
    }

    private static void MapCampaigns(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/", (DraftCampaign slice, HttpContext http, CancellationToken ct) => slice.CreateAsync(http, ct))
            .RequireScope().Accepts<Contracts.Campaigns.CampaignDefinition>("application/json", "application/yaml").Produces<CampaignView>(201)
            .WithSummary("Write a campaign, as JSON or YAML");
        routes.MapPost("/check", (DraftCampaign slice, HttpContext http, CancellationToken ct) => slice.CheckAsync(http, ct))
            .RequireScope(Scopes.Agent).WithSummary("What is wrong with a campaign, without keeping it");
        routes.MapPut("/{id:guid}", (Guid id, DraftCampaign slice, HttpContext http, CancellationToken ct) => slice.ChangeAsync(id, http, ct))
            .RequireScope().Accepts<Contracts.Campaigns.CampaignDefinition>("application/json", "application/yaml").Produces<CampaignView>()
            .WithSummary("Write another version of it");
        routes.MapGet("/", (int? limit, string? cursor, long? atLeast, ShowCampaigns slice, HttpContext http, CancellationToken ct) =>
                slice.ListAsync(limit, cursor, atLeast, http, ct))
            .RequireScope(Scopes.Agent, Scopes.Read).Produces<Page<ShowCampaigns.Summary>>().WithSummary("Campaigns, the latest first");
        routes.MapGet("/{id:guid}", (Guid id, ShowCampaigns slice, CancellationToken ct) => slice.ShowAsync(id, ct))
            .RequireScope(Scopes.Agent, Scopes.Read).Produces<CampaignView>().WithSummary("One of them");
        routes.MapPost("/{id:guid}/list", (Guid id, UploadList slice, HttpContext http, CancellationToken ct) => slice.HandleAsync(id, http, ct))
            .RequireScope().Accepts<string>("text/csv").Produces<UploadList.Report>().WithSummary("Hand in a list of addresses; tells what was refused, and why");
        routes.MapPost("/{id:guid}/preview", (Guid id, PreviewCampaign slice, CancellationToken ct) => slice.HandleAsync(id, ct))
            .RequireScope(Scopes.Agent).Produces<PreviewCampaign.View>().WithSummary("Whom it would reach, through what, at what cost; and why not the others");
        routes.MapPost("/{id:guid}/rehearse", (Guid id, Backtest.Body? body, Backtest slice, CancellationToken ct) => slice.HandleAsync(id, body, ct))
            .RequireScope(Scopes.Agent).Produces<Backtest.View>().WithSummary("Play it over what really happened, without sending");
        routes.MapPost("/{id:guid}/test", (Guid id, TestSend.Body body, TestSend slice, HttpContext http, CancellationToken ct) => slice.HandleAsync(id, body, http, ct))
            .RequireScope().WithSummary("Send one step to an address of your own");
        routes.MapPost("/{id:guid}/approve", (Guid id, WorkOnCampaign.ApprovalBody body, WorkOnCampaign slice, HttpContext http, CancellationToken ct) =>
                slice.ApproveAsync(id, body, http, ct))
            .RequireScope().Produces<CampaignView>().WithSummary("Allow a version, as somebody else than its author");
        routes.MapPost("/{id:guid}/start", (Guid id, WorkOnCampaign slice, HttpContext http, CancellationToken ct) => slice.StartAsync(id, http, ct))
            .RequireScope().Produces<CampaignView>().WithSummary("Begin");
        routes.MapPost("/{id:guid}/pause", (Guid id, WorkOnCampaign slice, HttpContext http, CancellationToken ct) => slice.PauseAsync(id, http, ct))
            .RequireScope(Scopes.Agent).Produces<CampaignView>().WithSummary("Send nothing new until it is resumed");
        routes.MapPost("/{id:guid}/resume", (Guid id, WorkOnCampaign slice, HttpContext http, CancellationToken ct) => slice.ResumeAsync(id, http, ct))
            .RequireScope().Produces<CampaignView>().WithSummary("Go on");
        routes.MapPost("/{id:guid}/cancel", (Guid id, WorkOnCampaign slice, HttpContext http, CancellationToken ct) => slice.CancelAsync(id, http, ct))
            .RequireScope().Produces<CampaignView>().WithSummary("End it for good");
        routes.MapGet("/{id:guid}/people", (Guid id, string? status, int? limit, string? cursor, long? atLeast, ShowCampaigns slice, HttpContext http, CancellationToken ct) =>
                slice.PeopleAsync(id, status, limit, cursor, atLeast, http, ct))
            .RequireScope(Scopes.Agent).Produces<Page<ShowCampaigns.Person>>().WithSummary("Whom it is on its way with");
        routes.MapGet("/{id:guid}/people.csv", (Guid id, ExportPeople slice, HttpContext http, CancellationToken ct) => slice.HandleAsync(id, http, ct))
            .RequireScope(Scopes.Agent, Scopes.Analyst).Produces(200, contentType: "text/csv").WithSummary("The same, all of them, as CSV");
        routes.MapGet("/{id:guid}/progress", (Guid id, long? atLeast, ShowProgress slice, HttpContext http, CancellationToken ct) => slice.HandleAsync(id, atLeast, http, ct))
            .RequireScope(Scopes.Agent, Scopes.Read).Produces<ShowProgress.View>().WithSummary("How it goes");
        routes.MapGet("/{id:guid}/progress/live", (Guid id, ShowProgress slice, HttpContext http, TimeProvider time, CancellationToken ct) => slice.LiveAsync(id, http, time, ct))
            .RequireScope(Scopes.Agent, Scopes.Read).Produces(200, contentType: "text/event-stream").WithSummary("The same, live");
    }
}
